// No lock around the money at all: one thread owns it, and does what the others
// send it, in the order in which it comes.
#include "answer.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace {

class bank_thread : public races::bank {
 public:
  explicit bank_thread(const std::vector<races::account>& accounts)
      : accounts_{accounts}, thread_{[this] { serve(); }} {}
  bank_thread(const bank_thread&) = delete;
  bank_thread& operator=(const bank_thread&) = delete;
  ~bank_thread() override {
    send({});
    thread_.join();
  }

  void deposit(std::size_t account, int amount) override {
    ask([&] { return add(account, amount); });
  }
  bool withdraw(std::size_t account, int amount) override {
    return ask([&] { return add(account, -amount); }) != 0;
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    if (from == to) {
      return balance(from) >= amount;
    }
    return ask([&] {
             const int had = accounts_[to].balance.read();
             const int enough = add(from, -amount);
             if (enough != 0) {
               accounts_[to].balance.write(had + amount);
             }
             return enough;
           }) != 0;
  }
  int balance(std::size_t account) override {
    return ask([&] { return accounts_[account].balance.read(); });
  }
  int total() override {
    return ask([&] {
      int sum = 0;
      for (const auto& one : accounts_) {
        sum += one.balance.read();
      }
      return sum;
    });
  }

 private:
  int ask(const std::function<int()>& work) {
    std::packaged_task<int()> task{work};
    auto answer = task.get_future();
    send([&] { task(); });
    return answer.get();
  }
  void send(std::function<void()> job) {
    const std::lock_guard hold{lock_};
    jobs_.push_back(std::move(job));
    came_.notify_one();
  }
  void serve() {
    for (;;) {
      std::unique_lock hold{lock_};
      came_.wait(hold, [&] { return !jobs_.empty(); });
      const auto job = std::move(jobs_.front());
      jobs_.pop_front();
      hold.unlock();
      if (!job) {
        return;
      }
      job();
    }
  }
  int add(std::size_t account, int amount) {
    auto& balance = accounts_[account].balance;
    const int value = balance.read() + amount;
    if (value < 0) {
      return 0;
    }
    balance.write(value);
    return 1;
  }

  std::vector<races::account> accounts_;
  std::mutex lock_;
  std::condition_variable came_;
  std::deque<std::function<void()>> jobs_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<bank_thread>(accounts);
}

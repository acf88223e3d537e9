// REJECTED BY: data_race
// Looks without the lock, and once more if somebody wrote meanwhile: every
// result is right, but it looks while another one writes.
#include "answer.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace {

class my_bank : public races::bank {
 public:
  explicit my_bank(const std::vector<races::account>& accounts)
      : accounts_{accounts} {}

  void deposit(std::size_t account, int amount) override {
    const writing now{*this};
    write(account, read(account) + amount);
  }
  bool withdraw(std::size_t account, int amount) override {
    const writing now{*this};
    const int has = read(account);
    if (has < amount) {
      return false;
    }
    write(account, has - amount);
    return true;
  }
  bool transfer(std::size_t from, std::size_t to, int amount) override {
    const writing now{*this};
    const int has = read(from);
    if (has < amount || from == to) {
      return has >= amount;
    }
    const int had = read(to);
    write(from, has - amount);
    write(to, had + amount);
    return true;
  }
  int balance(std::size_t account) override {
    return sum(account, account + 1);
  }
  int total() override { return sum(0, accounts_.size()); }

 private:
  struct writing {
    explicit writing(my_bank& bank) : version{bank.version_}, hold{bank.lock_} {
      ++version;
    }
    writing(const writing&) = delete;
    writing& operator=(const writing&) = delete;
    ~writing() { ++version; }
    std::atomic<unsigned>& version;
    std::lock_guard<std::mutex> hold;
  };
  int sum(std::size_t first, std::size_t end) {
    for (;;) {
      const auto before = version_.load();
      int all = 0;
      for (auto i = first; i < end; ++i) {
        all += read(i);
      }
      if (before % 2 == 0 && version_ == before) {
        return all;
      }
      std::this_thread::yield();
    }
  }
  [[nodiscard]] int read(std::size_t account) const {
    return accounts_.at(account).balance.read();  // races
  }
  void write(std::size_t account, int value) const {
    accounts_.at(account).balance.write(value);  // races
  }

  std::vector<races::account> accounts_;
  std::mutex lock_;
  std::atomic<unsigned> version_{0};
};

}  // namespace

std::unique_ptr<races::bank> races::make_bank(
    const std::vector<account>& accounts) {
  return std::make_unique<my_bank>(accounts);
}

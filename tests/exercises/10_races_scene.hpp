#pragma once

// What the check puts into the answer's hands: cells that hold a thread between
// its steps, and locks that know who holds them.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/lock_order.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"

namespace races_check {

#if defined(__SANITIZE_THREAD__)
constexpr bool with_thread_sanitizer = true;
#elif defined(__has_feature)
constexpr bool with_thread_sanitizer = __has_feature(thread_sanitizer);
#else
constexpr bool with_thread_sanitizer = false;
#endif

/// A plain int for ThreadSanitizer, which is to see who shares it without
/// order. Else each access is atomic: an answer that races then loses money,
/// but breaks no rule of C++ in our code.
class memory {
 public:
  explicit memory(int value) : plain_{value}, atomic_{value} {}
  [[nodiscard]] int load() const {
    return with_thread_sanitizer ? plain_
                                 : atomic_.load(std::memory_order_relaxed);
  }
  void store(int value) {
    if constexpr (with_thread_sanitizer) {
      plain_ = value;
    } else {
      atomic_.store(value, std::memory_order_relaxed);
    }
  }

 private:
  int plain_;
  std::atomic<int> atomic_;
};

/// A call of the bank's, and how to tell it.
struct call {
  std::string name;
  std::function<int(races::bank&)> run;  ///< 1 stands for true
  bool yes_or_no = false;
  int worth = 0;  ///< what it adds to all the money, if it returns 1
};

inline call deposit(std::size_t account, int amount) {
  return {.name = fmt::format("deposit({}, {})", account, amount),
          .run =
              [=](races::bank& bank) {
                bank.deposit(account, amount);
                return 1;
              },
          .yes_or_no = true,
          .worth = amount};
}
inline call withdraw(std::size_t account, int amount) {
  return {.name = fmt::format("withdraw({}, {})", account, amount),
          .run = [=](races::bank& bank) -> int {
            return bank.withdraw(account, amount) ? 1 : 0;
          },
          .yes_or_no = true,
          .worth = -amount};
}
inline call transfer(std::size_t from, std::size_t to, int amount) {
  return {.name = fmt::format("transfer({}, {}, {})", from, to, amount),
          .run = [=](races::bank& bank) -> int {
            return bank.transfer(from, to, amount) ? 1 : 0;
          },
          .yes_or_no = true};
}
inline call balance(std::size_t account) {
  return {.name = fmt::format("balance({})", account),
          .run = [=](races::bank& bank) { return bank.balance(account); }};
}
inline call total() {
  return {.name = "total()",
          .run = [](races::bank& bank) { return bank.total(); }};
}
/// What it returned, as the learner would write it.
inline std::string told(const call& what, int returned) {
  return what.yes_or_no ? fmt::format("{}", returned == 1)
                        : fmt::format("{}", returned);
}

/// Where a thread is held, for the other one to come.
struct moment {
  enum class after { nothing, read, write };
  after begins = after::nothing;         ///< and it ends with the next write
  std::optional<std::size_t> account{};  ///< only there; else anywhere
};

/// One of the two threads of a scene.
struct actor {
  moment stops;
  bool stopped = false;
  bool over = false;
  int tries_in_vain = 0;
  std::vector<std::size_t> held;  ///< locks, by account
};

/// The one that is the calling thread; null outside of a scene.
inline thread_local actor* self = nullptr;

/// Two threads do something at once. Each is held at its moment until the other
/// has come, or until it is certain that it cannot: first at once, with
/// whatever locks it holds, and once more when it lets go of the first and of
/// the last of our locks before the moment is over.
class scene {
 public:
  void has_read(std::size_t account) {
    if (self != nullptr && begins(moment::after::read, account)) {
      stop();
    }
  }
  void is_to_write(std::size_t account) const {
    if (self != nullptr && self->stopped && concerns(account)) {
      self->over = true;
    }
  }
  void has_written(std::size_t account) {
    if (self != nullptr && begins(moment::after::write, account)) {
      stop();
    }
  }
  void tried_in_vain() {
    // Who tries again and again cannot come while we hold the lock, though it
    // does not sleep in it.
    constexpr int tries_that_decide = 3;
    if (self != nullptr && ++self->tries_in_vain == tries_that_decide) {
      at_once_.withdraw();
    }
  }
  void has_locked(std::size_t account) const {
    if (self != nullptr) {
      self->held.push_back(account);
    }
  }
  void has_unlocked(std::size_t account) {
    if (self != nullptr) {
      std::erase(self->held, account);
      if (self->stopped && !self->over) {
        one_unlocked_.meet();
        if (self->held.empty()) {
          all_unlocked_.meet();
        }
      }
    }
  }

  /// Runs `act` as `who`. Who has no moment of its own begins when the other
  /// one stops, and has come when it has done all.
  void play(actor& who, const std::function<void()>& act,
            std::exception_ptr& thrown) {
    const bool comes_second = who.stops.begins == moment::after::nothing;
    if (comes_second) {
      stopped_.wait(false);
    }
    self = &who;
    for (auto* chance : chances_) {
      chance->announce();
    }
    try {
      act();
      if (comes_second) {
        for (auto* chance : chances_) {
          chance->meet();
        }
      }
    } catch (...) {
      thrown = std::current_exception();
    }
    for (auto* chance : chances_) {
      chance->withdraw();
    }
    self = nullptr;
    say_stopped();  // even if it never did
  }

  [[nodiscard]] bool met() const {
    return std::any_of(chances_.begin(), chances_.end(),
                       [](const auto* chance) { return chance->met(); });
  }
  /// Throws not_judged if a thread neither came nor was kept out.
  void demand_decided() const {
    for (const auto* chance : chances_) {
      chance->demand_decided();
    }
  }

 private:
  [[nodiscard]] static bool concerns(std::size_t account) {
    return self->stops.account.value_or(account) == account;
  }
  [[nodiscard]] static bool begins(moment::after what, std::size_t account) {
    return self->stops.begins == what && !self->over && concerns(account);
  }
  void stop() {
    self->stopped = true;
    say_stopped();
    at_once_.meet();
  }
  void say_stopped() {
    stopped_ = true;
    stopped_.notify_all();
  }

  tandem::rendezvous at_once_;
  tandem::rendezvous one_unlocked_;
  tandem::rendezvous all_unlocked_;
  std::array<tandem::rendezvous*, 3> chances_{&at_once_, &one_unlocked_,
                                              &all_unlocked_};
  std::atomic<bool> stopped_{false};
};

/// A cell or a lock asks what scene is being played, if any.
struct stage {
  scene* playing = nullptr;
  /// Called before a thread locks the lock of an account, or tries it, if
  /// given; true lets it through without the lock.
  std::function<bool(std::size_t account, bool tries)> before_lock{};
};

class watched_cell : public races::cell {
 public:
  watched_cell(std::size_t account, int value, stage& on)
      : account_{account}, value_{value}, on_{on} {}

  int read() override {
    if (refusal_) {
      refusal_();
    }
    const int value = value_.load();
    if (on_.playing != nullptr) {
      on_.playing->has_read(account_);
    }
    return value;
  }
  void write(int value) override {
    if (on_.playing != nullptr) {
      on_.playing->is_to_write(account_);
    }
    value_.store(value);
    if (value < 0) {
      below_zero_.store(true, std::memory_order_relaxed);
    }
    if (on_.playing != nullptr) {
      on_.playing->has_written(account_);
    }
  }

  [[nodiscard]] int value() const { return value_.load(); }
  [[nodiscard]] bool was_below_zero() const { return below_zero_; }
  /// From now on reading throws, as `refusal` does; if empty, no more.
  void refuse(std::function<void()> refusal) { refusal_ = std::move(refusal); }

 private:
  std::size_t account_;
  memory value_;
  stage& on_;
  std::function<void()> refusal_;
  std::atomic<bool> below_zero_{false};
};

/// What is in the vector of accounts once the bank is made.
class gone_cell : public races::cell {
 public:
  int read() override { gone(); }
  void write(int) override { gone(); }

 private:
  [[noreturn]] static void gone() {
    throw std::logic_error{"the vector of accounts is gone: keep a copy of it"};
  }
};

class watched_lock : public races::account_lock {
 public:
  watched_lock(std::size_t account, stage& on, tandem::lock_order* order)
      : account_{account},
        on_{on},
        order_{order},
        lock_{static_cast<int>(account), order} {}

  void lock() override {
    if (on_.before_lock && on_.before_lock(account_, false)) {
      return;
    }
    lock_.lock();
    if (on_.playing != nullptr) {
      on_.playing->has_locked(account_);
    }
  }
  bool try_lock() override {
    if (on_.before_lock && on_.before_lock(account_, true)) {
      return true;
    }
    if (order_ != nullptr) {
      order_->wants(static_cast<int>(account_));  // who tries on and on waits
    }
    const bool got = lock_.try_lock();
    if (on_.playing != nullptr) {
      if (got) {
        on_.playing->has_locked(account_);
      } else {
        on_.playing->tried_in_vain();
      }
    }
    return got;
  }
  void unlock() override {
    lock_.unlock();
    if (on_.playing != nullptr) {
      on_.playing->has_unlocked(account_);
    }
  }

  [[nodiscard]] const tandem::recorded_mutex& seen() const { return lock_; }

 private:
  std::size_t account_;
  stage& on_;
  tandem::lock_order* order_;
  tandem::recorded_mutex lock_;
};

/// A bank of the answer's, on accounts of ours with 100 each.
class branch {
 public:
  static constexpr int each = 100;

  explicit branch(std::size_t accounts = 3, tandem::lock_order* order = nullptr)
      : cells_(accounts), locks_(accounts) {
    auto& made = given_;
    made.reserve(accounts);
    for (std::size_t i = 0; i < accounts; ++i) {
      made.push_back({cells_[place(i)].emplace(i, each, on_),
                      locks_[place(i)].emplace(i, on_, order)});
    }
    bank_ = races::make_bank(made);
    const auto copy = made;
    made.clear();  // who still looks there finds accounts that nobody has
    for (const auto& one : copy) {
      made.push_back({nobodys_, one.lock});
    }
    tandem::demand(bank_ != nullptr,
                   {.expected = "a bank", .saw = "nullptr", .why = ""});
  }
  branch(const branch&) = delete;
  branch& operator=(const branch&) = delete;
  ~branch() = default;

  int run(const call& what) { return what.run(*bank_); }

  /// Two threads run a call each, at once, held at their moments; the second
  /// one in `other`, if given. Returns what the calls returned.
  std::array<int, 2> run_both(const std::array<call, 2>& calls,
                              const std::array<moment, 2>& moments,
                              branch* other = nullptr) {
    const std::array banks{this, other == nullptr ? this : other};
    scene playing;
    on_.playing = &playing;
    std::array<actor, 2> actors;
    std::array<int, 2> returned{};
    std::array<std::exception_ptr, 2> thrown;
    std::array<std::thread, 2> threads;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      actors.at(i).stops = moments.at(i);
      threads.at(i) = std::thread{[&, i] {
        playing.play(
            actors.at(i),
            [&] { returned.at(i) = banks.at(i)->run(calls.at(i)); },
            thrown.at(i));
      }};
    }
    for (auto& thread : threads) {
      thread.join();
    }
    on_.playing = nullptr;
    for (const auto& one : thrown) {
      if (one) {
        std::rethrow_exception(one);
      }
    }
    playing.demand_decided();
    met_ = playing.met();
    stopped_ = actors[0].stopped;
    return returned;
  }
  /// Whether the threads of `run_both` were at their moments together.
  [[nodiscard]] bool met() const { return met_; }
  /// Whether its first thread was held at its moment, and the other one could
  /// not come.
  [[nodiscard]] bool kept_out() const { return stopped_ && !met_; }

  [[nodiscard]] stage& on() { return on_; }
  [[nodiscard]] std::size_t accounts() const { return cells_.size(); }
  // Each place is filled. NOLINTBEGIN(bugprone-unchecked-optional-access)
  [[nodiscard]] watched_cell& cell(std::size_t account) {
    return cells_.at(place(account)).value();
  }
  [[nodiscard]] const tandem::recorded_mutex& lock(std::size_t account) const {
    return locks_.at(place(account)).value().seen();
  }
  [[nodiscard]] std::vector<int> balances() const {
    std::vector<int> all;
    all.reserve(accounts());
    for (std::size_t i = 0; i < accounts(); ++i) {
      all.push_back(cells_.at(place(i)).value().value());
    }
    return all;
  }
  // NOLINTEND(bugprone-unchecked-optional-access)

 private:
  /// Where the cell and the lock of an account lie: their addresses are in
  /// another order than the accounts, neither rising nor falling.
  [[nodiscard]] std::size_t place(std::size_t account) const {
    return (account + 1) % accounts();
  }

  stage on_;
  gone_cell nobodys_;
  std::vector<races::account> given_;
  std::vector<std::optional<watched_cell>> cells_;  ///< by place
  std::vector<std::optional<watched_lock>> locks_;
  std::unique_ptr<races::bank> bank_;
  bool met_ = false;
  bool stopped_ = false;
};

}  // namespace races_check

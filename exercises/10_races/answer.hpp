#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace races {

/// A place in memory for one number.
/// Threads  as an int: while one thread writes, no other may read or write.
///          What is read before a lock is taken may be old when it is used.
class cell {
 public:
  cell() = default;
  cell(const cell&) = delete;
  cell& operator=(const cell&) = delete;
  virtual ~cell() = default;

  [[nodiscard]] virtual int read() = 0;
  virtual void write(int value) = 0;
};

/// A lock, as std::mutex is one: it works with std::lock_guard,
/// std::unique_lock, std::scoped_lock and std::lock. The thread that holds it
/// must neither lock nor try it again.
class account_lock {
 public:
  account_lock() = default;
  account_lock(const account_lock&) = delete;
  account_lock& operator=(const account_lock&) = delete;
  virtual ~account_lock() = default;

  virtual void lock() = 0;
  [[nodiscard]] virtual bool try_lock() = 0;
  virtual void unlock() = 0;
};

/// What an account is made of. It owns neither, and a copy shares them.
struct account {
  cell& balance;
  account_lock& lock;
};

/// A bank. Accounts are numbered as in the vector that it was made from.
/// Shape    every call names accounts that are there and an amount above zero,
///          and all sums fit into an int.
/// Threads  every method from any number of threads at once: in the end the
///          balances are as if the calls had come one after the other. No
///          balance is ever below zero, not even for a moment, and no thread
///          waits for ever: whatever the calls, no two threads can each hold a
///          lock that the other one waits for, asleep or trying on and on.
/// Errors   what a cell's read() throws comes through, and then no balance has
///          changed. However a call ends, it has released every lock that it
///          took.
class bank {
 public:
  bank() = default;
  bank(const bank&) = delete;
  bank& operator=(const bank&) = delete;
  virtual ~bank() = default;

  /// Adds `amount`.
  virtual void deposit(std::size_t account, int amount) = 0;
  /// Takes `amount` out. False, and no change, only if the account holds less.
  virtual bool withdraw(std::size_t account, int amount) = 0;
  /// Moves `amount`. False, and no change, only if `from` holds less. `from`
  /// may be `to`: then nothing changes either way.
  virtual bool transfer(std::size_t from, std::size_t to, int amount) = 0;

  [[nodiscard]] virtual int balance(std::size_t account) = 0;
  /// The sum of all balances at one moment: a transfer is in it as a whole or
  /// not at all.
  [[nodiscard]] virtual int total() = 0;
};

/// Makes a bank that keeps its money in the cells of `accounts` and nowhere
/// else: a call reads each cell that it needs. It may use their locks, locks of
/// its own, or both.
/// Shape    never null. Keep a copy of `accounts`: the vector is gone when the
///          bank is used; cells and locks outlive the bank. Several banks share
///          nothing, no lock either.
std::unique_ptr<bank> make_bank(const std::vector<account>& accounts);

}  // namespace races

#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tandem {

/// A thread waited for the lock `wanted`, or would have had to, while it held
/// the lock `held`.
struct order_step {
  int held = 0;
  int wanted = 0;
  std::string during;  ///< what the thread was doing

  bool operator==(const order_step&) const = default;
};

/// Remembers in which order threads lock their locks. Two threads that lock two
/// locks in two orders wait for each other for ever, on a bad day; the order
/// tells on every day, without the deadlock.
/// Threads  each method from any thread.
/// Source   Linux, Documentation/locking/lockdep-design.rst.
class lock_order {
 public:
  /// What the calling thread does from now on: its steps name it.
  void begin(std::string what);
  /// The calling thread is about to lock `lock`, and waits if it must. Not for
  /// a try_lock, which never waits, unless it may be one of many in a row.
  void wants(int lock);
  /// The calling thread holds it.
  void has(int lock);
  void gave_back(int lock);

  /// All that were seen, each once, in the order in which they came.
  [[nodiscard]] std::vector<order_step> steps() const;

 private:
  struct notes {
    std::string during;
    std::vector<int> held;
  };
  mutable std::mutex lock_;
  std::map<std::thread::id, notes> threads_;
  std::vector<order_step> steps_;
};

/// Each way round: what a step wants is what the next one holds, and what the
/// last one wants the first one holds.
/// Shape    no lock is held twice within one; each begins with the smallest
///          number; short ones first. Empty if one order was kept.
std::vector<std::vector<order_step>> cycles_in(
    const std::vector<order_step>& steps);

/// How a mutex was misused, where std::mutex says "undefined".
enum class lock_misuse {
  none,
  locked_twice,  ///< locked, or tried, by the thread that holds it
  not_held,      ///< unlocked by a thread that does not hold it
};

/// A mutex that remembers how it was used. It forgives misuse, so that somebody
/// can tell it: who locks it twice gets through, and must unlock it twice.
/// Threads  as std::mutex.
class recorded_mutex {
 public:
  /// `order`, if given, is told what happens to lock `number`.
  explicit recorded_mutex(int number = 0, lock_order* order = nullptr)
      : number_{number}, order_{order} {}

  void lock();
  bool try_lock();
  void unlock();

  /// By whatever thread.
  [[nodiscard]] bool is_held() const;
  [[nodiscard]] bool is_held_by_caller() const;
  /// The first one.
  [[nodiscard]] lock_misuse misuse() const;

 private:
  [[nodiscard]] bool is_mine() const;
  bool again();
  void take();

  int number_;
  lock_order* order_;
  mutable std::mutex lock_;
  std::condition_variable freed_;
  std::thread::id owner_;
  int depth_ = 0;
  lock_misuse misuse_ = lock_misuse::none;
};

}  // namespace tandem

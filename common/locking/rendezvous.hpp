#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

namespace tandem {

/// A place where threads wait for each other, and which finds out when they
/// cannot meet. It makes a race certain: held between its read and its write, a
/// thread goes on only when the other has come as far. Where a lock keeps the
/// other out, nobody waits long: that it cannot come is decided when it has
/// announced itself and then
/// - sleeps in a futex, as every lock has it sleep, three looks in a row, or
/// - has used 20 ms of CPU time since, or has left the CPU 100 times though it
///   could have gone on, as spin locks do, or
/// - has withdrawn or ended.
/// Asleep in anything else, or waiting for the CPU, it may still come.
/// For one meeting; make another object for the next.
/// Threads  each method from any thread.
/// Source   /proc/self/task/TID, see proc(5).
class rendezvous {
 public:
  /// `needed` threads make a meeting; `travellers` may come, as many if that is
  /// not given. It is called off when too few are left who can come.
  /// Errors   std::invalid_argument for a meeting of fewer than two, or for
  ///          fewer travellers than are needed.
  explicit rendezvous(int needed = 2, int travellers = 0);

  /// The calling thread is on its way: to be called just before it tries to get
  /// in where the others wait.
  void announce();
  /// The calling thread will not come (any more). Does nothing if it has come.
  void withdraw();
  /// Waits for the others; throws nothing.
  /// Shape    true if enough have come; false once they cannot, for everybody
  ///          who comes later, and where it could not be decided in 10 s.
  bool meet();

  /// Whether they have met.
  [[nodiscard]] bool met() const;
  /// For who judges, after the threads have been joined.
  /// Errors   not_judged if a thread neither came nor was kept out for 10 s.
  void demand_decided() const;
  [[nodiscard]] bool decided() const;

 private:
  struct traveller {
    pid_t thread = 0;
    std::chrono::nanoseconds cpu_when_announced{};
    std::uint64_t gave_way_when_announced = 0;
    bool arrived = false;
    bool withdrawn = false;
  };
  traveller& find_or_add(pid_t thread);

  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::vector<traveller> travellers_;
  int needed_;
  int spare_;  ///< how many need not come
  int arrived_ = 0;
  bool called_off_ = false;
  bool decided_ = true;
};

}  // namespace tandem

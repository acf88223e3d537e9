#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

#include <sys/types.h>

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
  /// Errors   std::invalid_argument for fewer than two.
  explicit rendezvous(int threads = 2);

  /// The calling thread is on its way: to be called just before it tries to get
  /// in where the others wait.
  void announce();
  /// The calling thread will not come (any more). Does nothing if it has come.
  void withdraw();
  /// Waits for the others.
  /// Shape    true if all have come; false once one of them cannot, and for
  ///          everybody who comes later.
  /// Errors   not_judged after 10 s in which it could not be decided.
  bool meet();

  /// Whether all have met.
  [[nodiscard]] bool met() const;

 private:
  struct traveller {
    pid_t thread = 0;
    std::chrono::nanoseconds cpu_when_announced{};
    std::int64_t gave_way_when_announced = 0;
    bool arrived = false;
    bool withdrawn = false;
  };
  traveller& find_or_add(pid_t thread);

  mutable std::mutex lock_;
  std::condition_variable changed_;
  std::vector<traveller> travellers_;
  std::size_t expected_;
  std::size_t arrived_ = 0;
  bool called_off_ = false;
};

}  // namespace tandem

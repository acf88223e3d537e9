#pragma once

#include <sys/types.h>

#include <cstdint>

#include "common/locking/global_lock.hpp"
#include "common/locking/rendezvous.hpp"

// The lesson's tasks. Each notes who ran it, and when.
namespace backends {

/// What a task is told: which one it is, and how much it has to do.
struct order {
  std::uint64_t number = 0;
  std::int64_t amount = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& number& amount;
  }
};

/// What it notes of itself, and gives back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  std::uint64_t result = 0;
  pid_t process = 0;
  pid_t thread = 0;  ///< the kernel's number
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t cpu = 0;  ///< of its thread, where it computes

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& result& process& thread& begin& end& cpu;
  }
};

/// Computes: `amount` steps of work.
note compute(const order& told);
/// Sleeps for `amount` nanoseconds, and lets go of the lock meanwhile.
note wait(const order& told);
/// Does next to nothing.
note tiny(const order& told);

/// Where two tasks meet: first outside of the lock, then where they work.
struct meeting_places {
  tandem::rendezvous outside;
  tandem::rendezvous inside;
};

/// One of two tasks, each of which waits in its midst for the other: holding
/// the lock, as one that computes, or having let go of it, as one that waits.
/// Returns  whether they met.
bool meet_in_the_midst(bool lets_go);

/// As long as it lives, tasks of this process know the lock that they hold (or
/// that there is none), and where they meet.
class task_surroundings {
 public:
  explicit task_surroundings(tandem::global_lock* lock,
                             meeting_places* meet_at = nullptr);
  task_surroundings(const task_surroundings&) = delete;
  task_surroundings& operator=(const task_surroundings&) = delete;
  ~task_surroundings();
};

}  // namespace backends

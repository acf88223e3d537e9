// Where ThreadSanitizer does not see that two threads are ordered, and how it
// comes to see it: what it does not follow is sent through what it follows.

#include <pthread.h>

#include <cerrno>
#include <ctime>

namespace {

constexpr long second_in_ns = 1'000'000'000;

timespec operator+(timespec one, timespec other) {
  timespec sum{one.tv_sec + other.tv_sec, one.tv_nsec + other.tv_nsec};
  if (sum.tv_nsec >= second_in_ns) {
    sum.tv_nsec -= second_in_ns;
    ++sum.tv_sec;
  }
  return sum;
}

timespec operator-(timespec one, timespec other) {
  timespec difference{one.tv_sec - other.tv_sec, one.tv_nsec - other.tv_nsec};
  if (difference.tv_nsec < 0) {
    difference.tv_nsec += second_in_ns;
    --difference.tv_sec;
  }
  return difference;
}

timespec now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return time;
}

/// Waits by the adjustable clock for as long as `clock` has not come to its
/// deadline: ThreadSanitizer follows waits by that clock only.
template <typename lock_type>
int wait_by(int (*timed)(lock_type*, const timespec*), lock_type* lock,
            clockid_t clock, const timespec* deadline) {
  for (;;) {
    const timespec left = *deadline - now(clock);
    const timespec adjustable = now(CLOCK_REALTIME) + left;
    const int result = timed(lock, &adjustable);
    const timespec late = now(clock) - *deadline;
    if (result != ETIMEDOUT || late.tv_sec >= 0) {
      return result;
    }
  }
}

}  // namespace

// What std::timed_mutex, std::recursive_timed_mutex and std::shared_timed_mutex
// call when they wait by the steady clock.
extern "C" {

int pthread_mutex_clocklock(pthread_mutex_t* lock, clockid_t clock,
                            const timespec* deadline) noexcept {
  return wait_by(&pthread_mutex_timedlock, lock, clock, deadline);
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* deadline) noexcept {
  return wait_by(&pthread_rwlock_timedrdlock, lock, clock, deadline);
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* deadline) noexcept {
  return wait_by(&pthread_rwlock_timedwrlock, lock, clock, deadline);
}
}

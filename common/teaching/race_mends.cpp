// Where ThreadSanitizer does not see that two threads are ordered, and how it
// comes to see it: what it does not follow is sent through what it follows.

#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>

#include <atomic>
#include <cerrno>
#include <ctime>
#include <exception>

extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
void __tsan_acquire(void* object);
void __tsan_release(void* object);
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
}

namespace {

/// The function that would have been called but for ours.
template <typename function>
function* behind(const char* name) {
  return reinterpret_cast<function*>(dlsym(RTLD_NEXT, name));
}

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

/// One thread at a time counts owners, and may do so again inside.
/// ThreadSanitizer must not see it: it would order more than there is.
class counting_guard {
 public:
  counting_guard() {
    while (depth_ == 0 && busy_.exchange(true, std::memory_order_acquire)) {
      sched_yield();
    }
    ++depth_;
  }
  counting_guard(const counting_guard&) = delete;
  counting_guard& operator=(const counting_guard&) = delete;
  ~counting_guard() {
    if (--depth_ == 0) {
      busy_.store(false, std::memory_order_release);
    }
  }

 private:
  static inline std::atomic<bool> busy_{false};
  static inline thread_local int depth_ = 0;
};

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

// The owners of an exception are counted inside of the standard library. These
// two let go of it, and the last one ends it: after all that the others did.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)

void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(void** pointer) {
  const counting_guard one_by_one;
  __tsan_release(*pointer);
  __tsan_acquire(*pointer);
  behind<void(void**)>("_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv")(
      pointer);
}

void __cxa_end_catch() {
  const counting_guard one_by_one;
  { const auto released_above = std::current_exception(); }
  behind<void()>("__cxa_end_catch")();
}

// ThreadSanitizer's own does not see that an exception leaves the call, and
// then nobody may try again.
int pthread_once(pthread_once_t* once, void (*call)()) {
  enum : int { not_yet, now_running, done };
  const std::atomic_ref state{*once};
  for (;;) {
    int seen = not_yet;
    if (state.compare_exchange_strong(seen, now_running)) {
      __tsan_acquire(once);  // of who has tried before
      try {
        call();
      } catch (...) {
        __tsan_release(once);
        state = not_yet;
        throw;
      }
      __tsan_release(once);
      state = done;
      return 0;
    }
    if (seen == done) {
      __tsan_acquire(once);
      return 0;
    }
    sched_yield();
  }
}

// Boost's way to call once, which looks at an atomic inside of its library.
bool _ZN5boost13thread_detail17enter_once_regionERNS_9once_flagE(void* once) {
  const bool must_call = behind<bool(void*)>(
      "_ZN5boost13thread_detail17enter_once_regionERNS_9once_flagE")(once);
  __tsan_acquire(once);
  return must_call;
}

void _ZN5boost13thread_detail18commit_once_regionERNS_9once_flagE(void* once) {
  __tsan_release(once);
  behind<void(void*)>(
      "_ZN5boost13thread_detail18commit_once_regionERNS_9once_flagE")(once);
}

// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
}

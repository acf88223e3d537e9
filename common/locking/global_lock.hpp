#pragma once

#include <cstdint>
#include <memory>

namespace tandem {

/// One lock for everybody, as CPython's interpreter has one: only the thread
/// that holds it computes. The plain case: whoever has it keeps it until it
/// lets go by itself. `switching_lock` adds the rest.
/// Threads  lock and unlock from any thread, unlock by the one that locked.
/// Source   CPython, Python/ceval_gil.c.
class global_lock {
 public:
  global_lock();
  global_lock(const global_lock&) = delete;
  global_lock& operator=(const global_lock&) = delete;
  ~global_lock();

  /// Waits until nobody holds it, then holds it.
  void lock();
  void unlock();

  /// The most threads that were ever inside at once: 1, if it does its work.
  [[nodiscard]] int most_inside() const;
  /// How often it was taken.
  [[nodiscard]] std::int64_t taken() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

/// Lets go of a lock for as long as this object lives, then takes it back: for
/// a call that blocks, or for work on private data.
/// Shape    `Lock` has lock() and unlock(); the caller holds it.
/// Source   CPython, Py_BEGIN_ALLOW_THREADS; pybind11, gil_scoped_release.
template <class Lock>
class scoped_release {
 public:
  explicit scoped_release(Lock& lock) : lock_{lock} { lock_.unlock(); }
  scoped_release(const scoped_release&) = delete;
  scoped_release& operator=(const scoped_release&) = delete;
  ~scoped_release() { lock_.lock(); }

 private:
  Lock& lock_;
};

}  // namespace tandem

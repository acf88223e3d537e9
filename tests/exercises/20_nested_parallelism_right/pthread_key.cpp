// A POSIX key: a pointer's worth of memory for each thread.
#include <pthread.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>

#include "answer.hpp"

namespace {

pthread_key_t key() {
  static const pthread_key_t made = [] {
    pthread_key_t its{};
    pthread_key_create(&its, nullptr);
    return its;
  }();
  return made;
}

/// 0: no limit.
std::intptr_t get() {
  return reinterpret_cast<std::intptr_t>(pthread_getspecific(key()));
}

void set(std::intptr_t now) {
  pthread_setspecific(key(), reinterpret_cast<const void*>(now));
}

struct put_back {
  std::intptr_t before = get();
  put_back() = default;
  put_back(const put_back&) = delete;
  put_back& operator=(const put_back&) = delete;
  put_back(put_back&&) = delete;
  put_back& operator=(put_back&&) = delete;
  ~put_back() { set(before); }
};

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  if (cpus < 1 || workers < 1 || asked.value_or(1) < 1) {
    throw std::invalid_argument{"less than 1"};
  }
  if (!asked) {
    asked = std::max(cpus / workers, 1);
  }
  return *asked;
}

std::optional<int> nested_parallelism::current_budget() {
  const auto now = static_cast<int>(get());
  return now > 0 ? std::optional{now} : std::nullopt;
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  if (threads < 1) {
    throw std::invalid_argument{"less than 1"};
  }
  const put_back last;
  set(std::min<std::intptr_t>(last.before == 0 ? threads : last.before,
                              threads));
  f();
}

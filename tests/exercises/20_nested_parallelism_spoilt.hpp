#pragma once

#include <algorithm>
#include <stdexcept>

#include "answer.hpp"

// What wrong answers of exercise 20 share: all that is right in them.
namespace spoilt {

inline void refuse(int number) {
  if (number < 1) {
    throw std::invalid_argument{"less than 1"};
  }
}

inline void refuse(int cpus, int workers, std::optional<int> asked) {
  refuse(cpus);
  refuse(workers);
  refuse(asked.value_or(1));
}

inline int right_budget(int cpus, int workers, std::optional<int> asked) {
  refuse(cpus, workers, asked);
  return asked.value_or(std::max(cpus / workers, 1));
}

inline thread_local std::optional<int> limit;

inline int lower_of(std::optional<int> before, int threads) {
  return std::min(before.value_or(threads), threads);
}

/// Does something at its end.
template <class Last>
class at_end {
 public:
  explicit at_end(Last last) : last_{last} {}
  at_end(const at_end&) = delete;
  at_end& operator=(const at_end&) = delete;
  at_end(at_end&&) = delete;
  at_end& operator=(at_end&&) = delete;
  ~at_end() { last_(); }

 private:
  Last last_;
};

/// `limit` is `now` while f runs.
inline void with_limit(std::optional<int> now, const std::function<void()>& f) {
  const at_end back{[before = limit] { limit = before; }};
  limit = now;
  f();
}

inline void right_scope(int threads, const std::function<void()>& f) {
  refuse(threads);
  with_limit(lower_of(limit, threads), f);
}

}  // namespace spoilt

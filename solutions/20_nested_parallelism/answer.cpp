#include "answer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace {

// NOLINTNEXTLINE(*-avoid-non-const-global-variables): each thread has its own
thread_local std::optional<int> limit;

void refuse_less_than_one(int number, const char* what) {
  if (number < 1) {
    throw std::invalid_argument{std::to_string(number) + " " + what +
                                "; allowed are whole numbers from 1"};
  }
}

/// The limit, for as long as this lives.
class scope {
 public:
  explicit scope(int threads) : before_{limit} {
    limit = std::min(threads, before_.value_or(threads));
  }
  scope(const scope&) = delete;
  scope& operator=(const scope&) = delete;
  scope(scope&&) = delete;
  scope& operator=(scope&&) = delete;
  ~scope() { limit = before_; }

 private:
  std::optional<int> before_;
};

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  refuse_less_than_one(cpus, "CPUs");
  refuse_less_than_one(workers, "workers");
  refuse_less_than_one(asked.value_or(1), "threads");
  return asked.value_or(std::max(cpus / workers, 1));
}

std::optional<int> nested_parallelism::current_budget() { return limit; }

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  refuse_less_than_one(threads, "threads");
  const scope inside{threads};
  f();
}

// An atomic sum, a guard that times its own scope, and algorithms for loops.
#include <algorithm>
#include <atomic>
#include <iterator>
#include <ranges>

#include "answer.hpp"

namespace {

using std::chrono::nanoseconds;

/// Adds the life of this object to a span.
class timed_scope {
 public:
  timed_scope(const tandem::clock_reader& clock, nanoseconds& span)
      : clock_{clock}, span_{span}, begin_{clock.now()} {}
  timed_scope(const timed_scope&) = delete;
  timed_scope& operator=(const timed_scope&) = delete;
  ~timed_scope() { span_ = clock_.now() - begin_; }

 private:
  const tandem::clock_reader& clock_;
  nanoseconds& span_;
  nanoseconds begin_;
};

std::atomic<std::uint64_t> sum{0};

}  // namespace

void honest_measurement::real_loop(std::int64_t steps) {
  for (const auto m : std::views::iota(std::int64_t{0}, steps)) {
    sum.fetch_add(static_cast<std::uint64_t>(m), std::memory_order_relaxed);
  }
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  std::int64_t number = 1;
  const auto span = [&] {
    setup();
    nanoseconds took{};
    {
      const timed_scope scope{clock, took};
      for ([[maybe_unused]] const auto i :
           std::views::iota(std::int64_t{0}, number)) {
        body();
      }
    }
    return took;
  };
  for (int k = 0; span() < at_least; ++k) {
    number = k % 3 == 1 ? number / 2 * 5 : number * 2;
  }
  timing seen{number, {}, {}};
  std::generate_n(std::back_inserter(seen.repeats), repeats, span);
  seen.per_call = std::ranges::min(seen.repeats);
  seen.per_call /= static_cast<double>(number);
  return seen;
}

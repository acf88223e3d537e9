// common/ has both already.
#include "answer.hpp"
#include "common/timing/timeit.hpp"
#include "common/timing/work.hpp"

void honest_measurement::real_loop(std::int64_t steps) {
  tandem::keep(tandem::work(steps));
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  auto seen = tandem::timeit(
      body, clock, {.setup = setup, .at_least = at_least, .repeat = repeats});
  const auto per_call = seen.minimum();
  return {seen.number, std::move(seen.repeats), per_call};
}

// REJECTED BY: one_two_five
// Finds the number in a table, which ends.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  std::int64_t calibrate(spoilt::nanoseconds at_least) override {
    for (const std::int64_t number :
         {1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000, 2'000, 5'000}) {
      if (enough(span_of(number), at_least)) {
        return number;
      }
    }
    return 10'000;
  }
};

}  // namespace

void honest_measurement::real_loop(std::int64_t steps) {
  spoilt::real_loop(steps);
}

honest_measurement::timing honest_measurement::timeit(
    const std::function<void()>& body, const std::function<void()>& setup,
    const tandem::clock_reader& clock, std::chrono::nanoseconds at_least,
    int repeats) {
  return wrong{body, setup, clock}.run(at_least, repeats);
}

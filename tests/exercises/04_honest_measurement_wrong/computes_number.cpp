// REJECTED BY: one_two_five
// Times one call and computes from it how many are needed.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  std::int64_t calibrate(spoilt::nanoseconds at_least) override {
    const auto one = span_of(1);
    return (at_least + one - spoilt::nanoseconds{1}) / one;
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

// REJECTED BY: setup_each_span
// Sets up before each call, and leaves that out of the time.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  spoilt::nanoseconds span_of(std::int64_t calls) override {
    spoilt::nanoseconds sum{0};
    for (std::int64_t i = 0; i < calls; ++i) {
      setup_();
      const auto begin = now();
      body_();
      sum += now() - begin;
    }
    return sum;
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

// REJECTED BY: setup_not_timed
// Sets up after the first reading.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  spoilt::nanoseconds span_of(std::int64_t calls) override {
    const auto begin = now();
    setup_();
    for (std::int64_t i = 0; i < calls; ++i) {
      body_();
    }
    return now() - begin;
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

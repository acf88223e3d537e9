// REJECTED BY: minimum
// Takes the last trial, too, when it looks for the smallest.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  bool enough(spoilt::nanoseconds span, spoilt::nanoseconds at_least) override {
    trial_ = span;
    return span >= at_least;
  }
  spoilt::fraction per_call(const spoilt::timing& seen) override {
    return spoilt::fraction{std::min(
               trial_,
               *std::min_element(seen.repeats.begin(), seen.repeats.end()))} /
           static_cast<double>(seen.number);
  }

 private:
  spoilt::nanoseconds trial_{0};
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

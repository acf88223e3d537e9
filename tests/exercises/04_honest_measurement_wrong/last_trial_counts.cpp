// REJECTED BY: repeats_only
// Takes the last trial for the first repeat.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  bool enough(spoilt::nanoseconds span, spoilt::nanoseconds at_least) override {
    last_trial_ = span;
    return timeit::enough(span, at_least);
  }
  void repeat(spoilt::timing& seen, int repeats) override {
    seen.repeats.push_back(last_trial_);
    timeit::repeat(seen, repeats - 1);
  }

 private:
  spoilt::nanoseconds last_trial_{};
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

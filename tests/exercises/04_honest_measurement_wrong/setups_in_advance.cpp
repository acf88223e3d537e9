// REJECTED BY: setup_each_span
// Sets up for all repeats before the first one.
#include "tests/exercises/04_honest_measurement_spoilt.hpp"

namespace {

class wrong : public spoilt::timeit {
 public:
  using timeit::timeit;

 protected:
  spoilt::nanoseconds span_of(std::int64_t calls) override {
    if (set_up_ > 0) {
      --set_up_;
    } else {
      setup_();
    }
    const auto begin = now();
    for (std::int64_t i = 0; i < calls; ++i) {
      body_();
    }
    return now() - begin;
  }
  void repeat(spoilt::timing& seen, int repeats) override {
    for (; set_up_ < repeats; ++set_up_) {
      setup_();
    }
    timeit::repeat(seen, repeats);
  }

 private:
  int set_up_ = 0;
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

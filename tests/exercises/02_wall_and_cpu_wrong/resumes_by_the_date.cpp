// REJECTED BY: standing_still
// Resumes by another clock than it stops.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  explicit wrong(const tandem::named_clocks& clocks)
      : stopwatch{clocks}, date_now_{clocks.real_time.now} {}
  void resume() override {
    if (!running) {
      running = true;
      since = {date_now_(), cpu_now()};
    }
  }

 private:
  std::function<spoilt::nanoseconds()> date_now_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}

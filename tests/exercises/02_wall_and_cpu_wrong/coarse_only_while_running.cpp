// REJECTED BY: while_it_runs
// Looks at another clock while it runs.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  explicit wrong(const tandem::named_clocks& clocks)
      : stopwatch{clocks}, coarse_now_{clocks.coarse.now} {}
  [[nodiscard]] spoilt::nanoseconds wall() const override {
    return running ? so_far.wall + coarse_now_() - since.wall : so_far.wall;
  }

 private:
  std::function<spoilt::nanoseconds()> coarse_now_;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}

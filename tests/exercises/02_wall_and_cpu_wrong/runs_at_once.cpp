// REJECTED BY: standing_still
// Starts itself when it is made.
#include "tests/exercises/02_wall_and_cpu_spoilt.hpp"

namespace {

class wrong : public spoilt::stopwatch {
 public:
  explicit wrong(const tandem::named_clocks& clocks) : stopwatch{clocks} {
    running = true;
    since = read();
  }
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<wrong>(clocks);
}

// A state that is replaced as a whole, and times in Boost's own type.
#include <boost/chrono/duration.hpp>
#include <boost/optional.hpp>
#include <cmath>

#include "answer.hpp"

namespace {

using time_span = boost::chrono::duration<double>;

struct state {
  std::size_t size = 1;
  boost::optional<time_span> smoothed = boost::none;
};

state after(const state& before, time_span took) {
  const time_span now =
      before.smoothed ? *before.smoothed * 0.8 + took * 0.2 : took;
  const bool fast = now < boost::chrono::duration<double>(0.2);
  const bool slow = boost::chrono::duration<double>(2) < now;
  if (fast) return {before.size << 1U};
  if (!slow || before.size == 1) return {before.size, now};
  const double fit =
      std::floor(0.2 * static_cast<double>(before.size) / now.count());
  return {fit < 1 ? 1 : static_cast<std::size_t>(fit + fit)};
}

class boosted : public batches::batch_rule {
  state all_;
  std::size_t size() const override { return all_.size; }
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (tasks == all_.size)
      all_ = after(all_, boost::chrono::nanoseconds(took.count()));
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<boosted>();
}

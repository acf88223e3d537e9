// The formulas of the contract, word by word; infinity is a number, too.
#include <algorithm>
#include <cmath>

#include "answer.hpp"

namespace {

struct literal final : batches::batch_rule {
  double size_now = 1, smoothed = 0;
  bool first = true;

  std::size_t size() const override { return std::size_t(size_now); }
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (double(tasks) != size_now) return;
    const double seconds = double(took.count()) / 1e9;
    smoothed = first ? seconds : 0.8 * smoothed + 0.2 * seconds;
    first = false;
    const double before = size_now;
    const double ideal = 2 * std::floor(size_now * 0.2 / smoothed);
    if (smoothed < 0.2) size_now = std::min(2 * before, ideal);
    if (smoothed > 2 && before >= 2) size_now = std::max(ideal, 1.0);
    first = size_now != before;
  }
};

}  // namespace

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  return std::make_unique<literal>();
}

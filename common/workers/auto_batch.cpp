#include "common/workers/auto_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tandem {

std::optional<std::string> auto_batch::note(std::size_t tasks, duration took) {
  if (tasks != size_) {
    return {};
  }
  constexpr double of_the_old = 0.8;
  const auto smoothed =
      smoothed_ ? of_the_old * *smoothed_ + (1 - of_the_old) * took : took;
  smoothed_ = smoothed;
  const bool too_fast = smoothed < shortest;
  const bool too_slow = smoothed > longest && size_ >= 2;
  if (!too_fast && !too_slow) {
    return {};
  }
  // At most twice the old size: a batch that took no time says little.
  const auto twice = static_cast<double>(2 * size_);
  const double wanted =
      smoothed > duration{0}
          ? 2 * std::floor(static_cast<double>(size_) * (shortest / smoothed))
          : twice;
  const double allowed = too_fast ? std::min(wanted, twice) : wanted;
  const auto next = static_cast<std::size_t>(std::max(allowed, 1.0));
  if (next == size_) {
    return {};
  }
  size_ = next;
  smoothed_.reset();
  return fmt::format(
      "Batch computation too {} ({:.4f}s.) Setting batch_size={}.",
      too_fast ? "fast" : "slow", smoothed.count(), size_);
}

}  // namespace tandem

#include "common/workers/auto_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tandem {
namespace {

/// Twice as many as fit into the shortest time.
std::size_t shrunk(std::size_t size, auto_batch::duration took) {
  const auto fitting =
      std::floor(static_cast<double>(size) * (auto_batch::shortest / took));
  return std::max<std::size_t>(2 * static_cast<std::size_t>(fitting), 1);
}

}  // namespace

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
  // joblib's min(2 old, 2 floor(old 0.2 s / d)) is always 2 old where d is
  // less.
  size_ = too_fast ? 2 * size_ : shrunk(size_, smoothed);
  smoothed_.reset();
  return fmt::format(
      "Batch computation too {} ({:.4f}s.) Setting batch_size={}.",
      too_fast ? "fast" : "slow", smoothed.count(), size_);
}

}  // namespace tandem

// k nearest neighbours.
#include "neighbours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace profile_a_real_job {
namespace {

/// ThreadSanitizer would look at each step, and there are half a billion.
[[gnu::no_sanitize_thread]] int product(const pixels& a, const pixels& b) {
  const auto* one = a.data();
  const auto* other = b.data();
  int sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += one[i] * other[i];
  }
  return sum;
}

}  // namespace

neighbours::neighbours(std::vector<image> training)
    : training_{std::move(training)} {
  lengths_.reserve(training_.size());
  for (const auto& one : training_) {
    lengths_.push_back(product(one.ink, one.ink));
  }
}

int neighbours::predict(const pixels& ink, int k) const {
  if (k < 1 || std::cmp_greater(k, training_.size())) {
    throw std::invalid_argument{
        fmt::format("{} neighbours; allowed are 1 to {}, as many as there are",
                    k, training_.size())};
  }
  struct neighbour {
    int distance;
    std::int16_t digit;
  };
  std::vector<neighbour> nearest;  // no more than k, by distance
  nearest.reserve(static_cast<std::size_t>(k));
  for (std::size_t i = 0; i < training_.size(); ++i) {
    // (a - b)^2 = a^2 - 2 ab + b^2, and b^2 is the same for all.
    const int distance = lengths_[i] - 2 * product(training_[i].ink, ink);
    const bool is_full = nearest.size() == static_cast<std::size_t>(k);
    if (is_full && distance >= nearest.back().distance) {
      continue;
    }
    if (is_full) {
      nearest.pop_back();
    }
    // Behind those that are as near and came first.
    const auto place =
        std::ranges::upper_bound(nearest, distance, {}, &neighbour::distance);
    nearest.insert(place, {distance, training_[i].digit});
  }
  std::array<int, 10> votes{};
  for (const auto& one : nearest) {
    ++votes.at(static_cast<std::size_t>(one.digit));
  }
  return static_cast<int>(std::ranges::max_element(votes) - votes.begin());
}

int count_right(const neighbours& model, std::span<const image> shown, int k) {
  return static_cast<int>(std::ranges::count_if(shown, [&](const image& one) {
    return model.predict(one.ink, k) == one.digit;
  }));
}

}  // namespace profile_a_real_job

#include "answer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace batches {
namespace {

using seconds = std::chrono::duration<double>;

class smoothed_rule : public batch_rule {
 public:
  [[nodiscard]] std::size_t size() const override { return size_; }

  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (tasks != size_) {
      return;
    }
    smoothed_ = smoothed_ ? 0.8 * *smoothed_ + 0.2 * seconds{took} : took;
    const auto next = next_size(*smoothed_);
    if (next != size_) {
      size_ = next;
      smoothed_.reset();
    }
  }

 private:
  static constexpr seconds shortest{0.2};
  static constexpr seconds longest{2.0};

  [[nodiscard]] std::size_t next_size(seconds smoothed) const {
    // Under 0.2 s, floor(size * 0.2 s / smoothed) is `size` or more, so that
    // the least of the two is always 2 * size, and nothing is divided by 0.
    if (smoothed < shortest) {
      return 2 * size_;
    }
    if (smoothed > longest && size_ >= 2) {
      const auto ideal =
          std::floor(static_cast<double>(size_) * (shortest / smoothed));
      return std::max<std::size_t>(2 * static_cast<std::size_t>(ideal), 1);
    }
    return size_;
  }

  std::size_t size_ = 1;
  std::optional<seconds> smoothed_;  // none since the last change
};

}  // namespace

std::unique_ptr<batch_rule> make_batch_rule() {
  return std::make_unique<smoothed_rule>();
}

}  // namespace batches

#pragma once

#include <span>
#include <vector>

#include "digits.hpp"

namespace profile_a_real_job {

/// Says which digit an image shows: the one that most of the k images show that
/// are nearest to it, of all that it was fitted to.
/// Shape    near is by the squared Euclidean distance of the pixels. Of images
///          as near, those that come first count; of digits as frequent, the
///          smallest wins.
/// Threads  `predict` from any thread.
/// Source   scikit-learn, KNeighborsClassifier(algorithm="brute").
class neighbours {
 public:
  /// Fits: remembers the images, and computes what of the distances depends on
  /// them alone.
  explicit neighbours(std::vector<image> training);

  /// Errors   std::invalid_argument unless k is from 1 to the number of images.
  [[nodiscard]] int predict(const pixels& ink, int k) const;

 private:
  std::vector<image> training_;
  std::vector<int> lengths_;  ///< squared, of each
};

/// How many of these images it takes for what they are.
int count_right(const neighbours& model, std::span<const image> shown, int k);

}  // namespace profile_a_real_job

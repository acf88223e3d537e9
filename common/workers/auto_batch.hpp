#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace tandem {

/// How many tasks go into a batch, where the caller leaves that to us: so many
/// that a batch takes from 0.2 s to 2 s. Begins with one.
/// Threads  one at a time.
/// Source   joblib, AutoBatchingMixin.
class auto_batch {
 public:
  using duration = std::chrono::duration<double>;
  static constexpr duration shortest{0.2};
  static constexpr duration longest{2.0};

  [[nodiscard]] std::size_t size() const { return size_; }

  /// Takes the time of a batch, from when it was sent until its results were
  /// there. Batches of another size than the present one do not count.
  /// Returns  what joblib says of a change: "Batch computation too fast
  ///          (0.0018s.) Setting batch_size=4."; none where nothing changes.
  std::optional<std::string> note(std::size_t tasks, duration took);

 private:
  std::size_t size_ = 1;
  std::optional<duration> smoothed_;  ///< none since the last change
};

}  // namespace tandem

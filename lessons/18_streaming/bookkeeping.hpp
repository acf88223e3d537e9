#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <utility>

#include "common/workers/parallel_options.hpp"
#include "experiment.hpp"

namespace streaming {

/// A number, as input and as result. One that was moved elsewhere holds nothing
/// any more; those that hold something are counted, in this process.
/// Threads  different ones at once.
class item {
 public:
  explicit item(std::int64_t value = 0) : value_{value} { note_one_more(); }
  item(const item& other) : value_{other.value_}, counts_{other.counts_} {
    if (counts_) {
      note_one_more();
    }
  }
  item(item&& other) noexcept
      : value_{other.value_}, counts_{std::exchange(other.counts_, false)} {}
  item& operator=(const item& other) { return *this = item{other}; }
  item& operator=(item&& other) noexcept {
    std::swap(value_, other.value_);
    std::swap(counts_, other.counts_);
    return *this;
  }
  ~item() { living_ -= counts_ ? 1 : 0; }

  [[nodiscard]] std::int64_t value() const { return value_; }

  static std::int64_t living() { return living_; }
  /// The most at once since forget_most().
  static std::int64_t most_living() { return most_; }
  static void forget_most() { most_ = living(); }

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& value_;
  }

 private:
  static void note_one_more() {
    const auto now = ++living_;
    auto most = most_.load();
    while (now > most && !most_.compare_exchange_weak(most, now)) {
    }
  }
  static inline std::atomic<std::int64_t> living_{0};
  static inline std::atomic<std::int64_t> most_{0};

  std::int64_t value_;
  bool counts_ = true;
};

/// Counts what is drawn, and what of it is unfinished.
class gauge {
 public:
  /// Threads  one at a time: so inputs are drawn.
  item draw(std::int64_t value) {
    const auto drawn = ++drawn_;
    most_unfinished_ = std::max(most_unfinished_, drawn - finished_);
    drawn_.notify_one();
    return item{value};
  }
  /// So many of the drawn are finished now.
  void finished(std::int64_t count) { finished_ = count; }
  /// Waits until so many are drawn.
  void wait_for(std::int64_t count) const {
    for (auto now = drawn_.load(); now < count; now = drawn_.load()) {
      drawn_.wait(now);
    }
  }
  [[nodiscard]] std::int64_t drawn() const { return drawn_; }
  /// To be asked when nothing is drawn any more.
  [[nodiscard]] std::int64_t most_unfinished() const {
    return most_unfinished_;
  }

 private:
  std::atomic<std::int64_t> drawn_{0};
  std::atomic<std::int64_t> finished_{0};
  std::int64_t most_unfinished_ = 0;
};

/// A run that has not begun, with what the usual pre_dispatch allows it, and
/// otherwise these options.
one_run prepared(const char* form, tandem::parallel_options options,
                 std::int64_t inputs);

/// Notes a result that was read.
void note(const item& result, one_run& run);

/// Notes what was counted, when it is over.
void conclude(one_run& run, const gauge& counted,
              std::chrono::steady_clock::time_point begin);

/// What this process has in memory: VmRSS.
std::int64_t memory_kb();

}  // namespace streaming

#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

namespace tandem {

/// Which calls of a batch nobody has begun. Who runs the batch claims one after
/// the other; who has nothing to do may take some from its end meanwhile. It is
/// one word, which may lie in memory that processes share.
/// Threads  one claims, others may take or clear; `set` while nobody does.
class claims {
 public:
  struct range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(range, range) = default;
  };

  void set(range unclaimed) {
    word_.store(packed(unclaimed), std::memory_order_release);
  }
  /// Leaves nothing to claim.
  void clear() { word_ = 0; }
  [[nodiscard]] range unclaimed() const { return unpacked(word_); }

  /// The next call, which nobody else will get; none if none is left.
  std::optional<std::uint32_t> claim() {
    auto seen = word_.load();
    for (;;) {
      const auto now = unpacked(seen);
      if (now.begin >= now.end) {
        return {};
      }
      if (word_.compare_exchange_weak(seen, packed({now.begin + 1, now.end}))) {
        return now.begin;
      }
    }
  }

  /// The later half of what is unclaimed, at least one; none if nothing is.
  /// `end` is where the calls end as far as the taker knows: if the word says
  /// otherwise, a worker that is dying wrote into it, and nothing is taken.
  std::optional<range> take_half(std::uint32_t end) {
    auto seen = word_.load();
    for (;;) {
      const auto now = unpacked(seen);
      if (now.begin >= now.end || now.end != end) {
        return {};
      }
      const auto middle = now.begin + (now.end - now.begin) / 2;
      if (word_.compare_exchange_weak(seen, packed({now.begin, middle}))) {
        return range{middle, now.end};
      }
    }
  }

 private:
  static constexpr unsigned half = 32;
  static std::uint64_t packed(range r) {
    return (std::uint64_t{r.end} << half) | r.begin;
  }
  static range unpacked(std::uint64_t word) {
    return {static_cast<std::uint32_t>(word),
            static_cast<std::uint32_t>(word >> half)};
  }

  std::atomic<std::uint64_t> word_{0};
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

}  // namespace tandem

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/workers/scheduler.hpp"

// Inputs that watch how `parallel` draws from them.
namespace tests {

/// Counts what is drawn from an input, and compares it with what is settled:
/// done, or, of a generator, read.
class draw_watch {
 public:
  /// `batch_size` 0: by auto_batch. `in_batches`: what is settled is noted here
  /// batch by batch, and the next call may be drawn before that: to know
  /// whether it was the last. Else call by call.
  draw_watch(std::size_t pre_dispatch, std::size_t workers,
             std::size_t batch_size, bool in_batches)
      : pre_dispatch_{pre_dispatch},
        workers_{workers},
        batch_size_{batch_size},
        in_batches_{in_batches} {}

  /// One more is drawn.
  void note_drawn() {
    if (is_drawing_.exchange(true)) {
      complain("two threads draw at once");
    }
    const auto drawn = ++drawn_;
    const bool by_auto = batch_size_ == 0;
    const std::size_t unnoted = in_batches_ ? batch_size_ : 1;
    if (!by_auto || !in_batches_) {  // else its size is not known yet
      judge(drawn - std::min<std::size_t>(drawn, settled_ + unnoted));
    }
    is_drawing_ = false;
  }
  /// That many are settled, all in all.
  void note_settled(std::size_t settled) { settled_ = settled; }
  /// The same, with how many were drawn then.
  void note_settled(std::size_t drawn, std::size_t settled) {
    settled_ = settled;
    judge(drawn - settled);
  }
  /// A batch of so many is done: auto_batch may ask for twice as many next.
  void note_batch(std::size_t size) {
    largest_ = std::max<std::size_t>(largest_, size);
  }
  void complain(const std::string& what) {
    if (complaint_.empty()) {
      complaint_ = what;
    }
  }

  [[nodiscard]] std::size_t drawn() const { return drawn_; }
  /// To be asked when the call is over.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  void judge(std::size_t ahead) {
    if (ahead > most_ahead()) {
      complain("drawn ahead: " + std::to_string(ahead) + " of at most " +
               std::to_string(most_ahead()));
    }
  }
  [[nodiscard]] std::size_t largest_batch() const {
    const std::size_t at_first = 1;
    return batch_size_ > 0 ? batch_size_
                           : std::max(at_first, 2 * largest_.load());
  }
  [[nodiscard]] std::size_t most_ahead() const {
    return std::max(pre_dispatch_, workers_ * largest_batch());
  }

  std::size_t pre_dispatch_;
  std::size_t workers_;
  std::size_t batch_size_;
  bool in_batches_;
  std::atomic<std::size_t> drawn_{0};
  std::atomic<std::size_t> settled_{0};
  std::atomic<std::size_t> largest_{0};
  std::atomic<bool> is_drawing_{false};
  std::string complaint_;
};

/// A range that can be read once, as from a file, and whose size nobody knows.
/// It complains of what would lose or repeat items of such a one.
class single_pass {
 public:
  single_pass(const std::vector<std::int64_t>& items, draw_watch& watch)
      : items_{&items}, watch_{&watch} {}

  class iterator {
   public:
    using value_type = std::int64_t;
    using difference_type = std::ptrdiff_t;

    explicit iterator(single_pass& all) : all_{&all} {}
    iterator(const iterator&) = delete;
    iterator& operator=(const iterator&) = delete;
    iterator(iterator&&) = default;
    iterator& operator=(iterator&&) = default;
    ~iterator() = default;

    std::int64_t operator*() const { return all_->item(); }
    iterator& operator++() {
      all_->advance();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) {
      return it.is_at_end();
    }

   private:
    [[nodiscard]] bool is_at_end() const { return all_->is_over(); }

    single_pass* all_;
  };

  iterator begin() {
    if (std::exchange(has_begun_, true)) {
      watch_->complain("a single pass has begun twice");
    }
    return iterator{*this};
  }
  static std::default_sentinel_t end() { return {}; }

 private:
  [[nodiscard]] bool is_over() const { return at_ >= items_->size(); }
  [[nodiscard]] std::int64_t item() {
    if (is_over() || std::exchange(was_read_, true)) {
      watch_->complain("an item is read twice, or past the end");
      return 0;
    }
    watch_->note_drawn();
    return (*items_)[at_];
  }
  void advance() {
    if (is_over()) {
      watch_->complain("a range goes on past its end");
    }
    was_read_ = false;
    ++at_;
  }

  const std::vector<std::int64_t>* items_;
  draw_watch* watch_;
  std::size_t at_ = 0;
  bool has_begun_ = false;
  bool was_read_ = false;
};

}  // namespace tests

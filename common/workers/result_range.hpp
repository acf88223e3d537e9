#pragma once

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "common/workers/calls_run.hpp"
#include "common/workers/parallel_options.hpp"
#include "common/workers/result_iterator.hpp"
#include "common/workers/typed_calls.hpp"

namespace tandem {

/// Results, each ready as soon as it can be; to be read once.
/// Errors   reading throws what went wrong, at the first result that there is
///          not because of it.
template <auto f>
class result_range {
 public:
  using value_type = result_of<f>;

  result_range(const parallel_options& options, call_input from, bool in_order)
      : calls_{std::make_unique<background_calls>(options, std::move(from))},
        in_order_{in_order} {}

  using iterator = result_iterator<result_range>;

  iterator begin() {
    read();
    return iterator{this};
  }
  static std::default_sentinel_t end() { return {}; }

 private:
  friend iterator;

  [[nodiscard]] bool is_at_end() const { return !current_; }
  value_type& current() {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): not at the end
    return *current_;
  }
  void read() {
    current_.reset();
    while (!part_ || at_ == part_->end) {
      part_ = calls_->wait_for(in_order_ ? std::optional{next_} : std::nullopt);
      if (!part_) {
        return;
      }
      at_ = part_->begin;
    }
    auto& here = static_cast<results_of<f>&>(*part_->calls).end(at_);
    if (!here.result) {
      throw_failure();
    }
    ++at_;
    ++next_;
    calls_->note_read();
    current_ = std::move(here.result);
    here.result.reset();
  }
  [[noreturn]] void throw_failure() {
    // Nothing more will come: so this says what went wrong.
    while (calls_->wait_for({})) {
    }
    std::terminate();  // not reached
  }

  std::unique_ptr<background_calls> calls_;
  bool in_order_;
  std::optional<call_slice> part_{};
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  std::optional<value_type> current_{};
};

}  // namespace tandem

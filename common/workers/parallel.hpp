#pragma once

#include <cstddef>
#include <exception>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/workers/calls_run.hpp"
#include "common/workers/delayed.hpp"
#include "common/workers/parallel_options.hpp"
#include "common/workers/run_jobs.hpp"
#include "common/workers/typed_calls.hpp"

namespace tandem {

template <class T>
inline constexpr auto function_of = nullptr;
template <auto f>
inline constexpr auto function_of<call<f>> = f;

/// A range of calls, as delayed makes them.
template <class T>
concept call_range =
    std::ranges::input_range<T> && is_call<std::ranges::range_value_t<T>>;

/// The calls of a range, drawn when they are needed and not before.
template <std::ranges::view Calls>
class drawn_calls {
 public:
  static constexpr auto f = function_of<std::ranges::range_value_t<Calls>>;

  explicit drawn_calls(Calls calls) : calls_{std::move(calls)} {}

  std::shared_ptr<call_storage> operator()(std::size_t first,
                                           std::size_t at_most) {
    std::vector<call<f>> drawn;
    const auto end = std::ranges::end(calls_);
    while (drawn.size() < at_most) {
      // To the next one costs something: hence not before it is asked for.
      if (!at_) {
        at_.emplace(std::ranges::begin(calls_));
      } else if (*at_ != end) {
        ++*at_;
      }
      if (*at_ == end) {
        break;
      }
      drawn.push_back(**at_);
    }
    return std::make_shared<calls_of<f>>(first, std::move(drawn));
  }

 private:
  Calls calls_;
  std::optional<std::ranges::iterator_t<Calls>> at_{};  ///< of the last drawn
};

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

  class iterator {
   public:
    using value_type = result_of<f>;
    using difference_type = std::ptrdiff_t;

    explicit iterator(result_range* all = nullptr) : all_{all} {}
    value_type& operator*() const {
      // NOLINTNEXTLINE(bugprone-unchecked-optional-access): not at the end
      return *all_->current_;
    }
    iterator& operator++() {
      all_->read();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) {
      return it.is_at_end();
    }

   private:
    [[nodiscard]] bool is_at_end() const { return !all_->current_; }

    result_range* all_;
  };

  iterator begin() {
    read();
    return iterator{this};
  }
  static std::default_sentinel_t end() { return {}; }

 private:
  void read() {
    current_.reset();
    while (!part_ || at_ == part_->end) {
      part_ = calls_->wait_for(in_order_, next_);
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
  }
  [[noreturn]] void throw_failure() {
    // Nothing more will come: so this says what went wrong.
    while (calls_->wait_for(false, 0)) {
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

/// Makes calls on several workers at once:
///   parallel{{.n_jobs = 2}}(numbers | delayed<square>)
/// Shape    n calls in, n results out, in their order. The input is drawn from
///          as its calls are needed, by one thread at a time.
/// Threads  any; each call has workers of its own.
/// Errors   std::invalid_argument from the constructor, with what was given and
///          what is allowed. A failed task stops the rest: task_error of the
///          lowest index that failed, with what it has thrown nested, or
///          worker_died, or timed_out. What the input throws comes as it is.
/// Source   joblib, Parallel(n_jobs=2)(delayed(square)(i) for i in numbers).
class parallel {
 public:
  explicit parallel(parallel_options options = {})
      : options_{std::move(options)} {
    plan(options_);
  }

  template <call_range Calls>
  auto operator()(Calls&& calls) const {
    return take_results(run(std::forward<Calls>(calls), true));
  }
  template <auto f>
  auto operator()(std::initializer_list<call<f>> calls) const {
    return (*this)(std::views::all(calls));
  }

  /// What became of every call: a failed one does not stop the rest.
  template <call_range Calls>
  auto outcomes(Calls&& calls) const {
    return run(std::forward<Calls>(calls), false);
  }

  /// The results as a range, while the calls run. What is computed and not read
  /// is bounded by pre_dispatch; who stops reading stops the calls.
  /// Source   joblib, return_as="generator".
  template <call_range Calls>
  auto generator(Calls&& calls) const {
    return range(std::forward<Calls>(calls), true);
  }
  /// The same, each as soon as it is there.
  /// Source   joblib, return_as="generator_unordered".
  template <call_range Calls>
  auto generator_unordered(Calls&& calls) const {
    return range(std::forward<Calls>(calls), false);
  }

 private:
  template <class Calls>
  static constexpr auto f_in = function_of<std::ranges::range_value_t<Calls>>;
  template <class Calls>
  using result_in = result_of<f_in<Calls>>;

  template <class Calls>
  static call_input input(Calls&& calls) {
    call_input from;
    if constexpr (std::ranges::sized_range<Calls>) {
      from.total = std::ranges::size(calls);
    }
    auto view = std::views::all(std::forward<Calls>(calls));
    from.draw = [drawn = std::make_shared<drawn_calls<decltype(view)>>(
                     std::move(view))](std::size_t first, std::size_t most) {
      return (*drawn)(first, most);
    };
    return from;
  }

  template <class Calls>
  auto run(Calls&& calls, bool stops_at_failure) const {
    std::vector<outcome<result_in<Calls>>> all;
    std::mutex lock;
    run_calls(options_, stops_at_failure, input(std::forward<Calls>(calls)),
              [&](const call_slice& done) {
                auto& made = static_cast<results_of<f_in<Calls>>&>(*done.calls);
                const auto first = made.first();
                const std::lock_guard hold{lock};
                if (all.size() < first + done.end) {
                  all.resize(first + done.end);
                }
                for (auto at = done.begin; at < done.end; ++at) {
                  all[first + at] = std::move(made.end(at));
                }
              });
    return all;
  }

  template <class Calls>
  auto range(Calls&& calls, bool in_order) const {
    return result_range<f_in<Calls>>{
        options_, input(std::forward<Calls>(calls)), in_order};
  }

  parallel_options options_;
};

}  // namespace tandem

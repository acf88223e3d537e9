#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <ranges>
#include <utility>
#include <vector>

#include "common/workers/calls_run.hpp"
#include "common/workers/drawn_calls.hpp"
#include "common/workers/parallel_options.hpp"
#include "common/workers/result_range.hpp"
#include "common/workers/run_jobs.hpp"

namespace tandem {

/// Makes calls on several workers at once:
///   parallel{{.n_jobs = 2}}(numbers | delayed<square>)
/// Shape    n calls in, n results out, in their order. The input is drawn from
///          as its calls are needed, by one thread at a time: a worker's.
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
    demand_valid(options_);
  }

  template <call_range Calls>
  auto operator()(Calls&& calls) const {
    return take_results(run(std::forward<Calls>(calls), true));
  }
  template <auto f>
  auto operator()(std::initializer_list<call<f>> calls) const {
    return (*this)(std::views::all(calls));
  }

  template <class T>
    requires(!call_range<T>)
  void operator()(T&&) const {
    demand_calls<std::remove_cvref_t<T>>();
  }
  template <class T>
    requires(!is_call<T>)
  void operator()(std::initializer_list<T> values) const {
    demand_calls<decltype(values)>();
  }

  /// What became of every call: a failed one does not stop the rest.
  template <call_range Calls>
  [[nodiscard]] auto outcomes(Calls&& calls) const {
    return run(std::forward<Calls>(calls), false);
  }
  template <class T>
    requires(!call_range<T>)
  void outcomes(T&&) const {
    demand_calls<std::remove_cvref_t<T>>();
  }

  /// The results as a range, while the calls run. What is computed and not read
  /// is bounded by pre_dispatch: who does not read holds up the calls, and when
  /// the range goes, they end. A vector that is given by its name has to live
  /// as long as the range. Source   joblib, return_as="generator".
  template <call_range Calls>
  [[nodiscard]] auto generator(Calls&& calls) const {
    return range(std::forward<Calls>(calls), true);
  }
  template <class T>
    requires(!call_range<T>)
  void generator(T&&) const {
    demand_calls<std::remove_cvref_t<T>>();
  }
  /// The same, each as soon as it is there.
  /// Source   joblib, return_as="generator_unordered".
  template <call_range Calls>
  [[nodiscard]] auto generator_unordered(Calls&& calls) const {
    return range(std::forward<Calls>(calls), false);
  }
  template <class T>
    requires(!call_range<T>)
  void generator_unordered(T&&) const {
    demand_calls<std::remove_cvref_t<T>>();
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
    using view_type = decltype(view);
    from.draw = [stream = std::make_shared<call_stream<view_type>>(
                     std::move(view))](std::size_t first, std::size_t count) {
      // Several at once: a place each would cost more than a small task.
      constexpr std::size_t some =
          std::max<std::size_t>(1, 16'384 / sizeof(outcome<result_in<Calls>>));
      return std::make_shared<drawn_calls<view_type>>(stream, first,
                                                      std::max(count, some));
    };
    return from;
  }

  template <class Calls>
  [[nodiscard]] auto run(Calls&& calls, bool stops_at_failure) const {
    auto from = input(std::forward<Calls>(calls));
    std::vector<outcome<result_in<Calls>>> all(from.total.value_or(0));
    run_calls(options_, stops_at_failure, std::move(from),
              [&](const call_slice& done) {
                auto& made = static_cast<results_of<f_in<Calls>>&>(*done.calls);
                const auto first = made.first();
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
  [[nodiscard]] auto range(Calls&& calls, bool in_order) const {
    return result_range<f_in<Calls>>{
        options_, input(std::forward<Calls>(calls)), in_order};
  }

  parallel_options options_;
};

}  // namespace tandem

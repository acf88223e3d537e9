#pragma once

#include <concepts>
#include <ranges>
#include <tuple>
#include <type_traits>
#include <utility>

#include "common/workers/task.hpp"

namespace tandem {

/// A call of `f` that has not been made yet.
template <auto f>
struct call {
  arguments_of<f> arguments;
};

template <class T>
inline constexpr bool is_call = false;
template <auto f>
inline constexpr bool is_call<call<f>> = true;

/// Makes calls that are not made yet: see `delayed`.
template <auto f>
struct call_maker {
  /// One call, with these arguments.
  template <class... A>
    requires std::constructible_from<arguments_of<f>, A...>
  call<f> operator()(A&&... arguments) const {
    demand_task<f>();
    return {arguments_of<f>(std::forward<A>(arguments)...)};
  }

  /// A call for each item of a range, made when the range is read.
  template <std::ranges::input_range Items>
  friend auto operator|(Items&& items, call_maker make) {
    using item = std::ranges::range_reference_t<Items>;
    if constexpr (std::invocable<call_maker, item>) {
      return std::views::transform(std::forward<Items>(items), make);
    } else {
      static_assert(std::invocable<call_maker, item>,
                    "the task takes other arguments than one item of this "
                    "range; a tuple is one argument, not several");
    }
  }
};

/// A call as a value: `delayed<f>(a, b)` is f(a, b), to be made by `parallel`,
/// perhaps in another process; `items | delayed<f>` has one for each item.
/// Errors   compiling fails, with the reason, if `f` cannot be a task.
/// Source   joblib, delayed(f)(a, b).
template <auto f>
inline constexpr call_maker<f> delayed{};

}  // namespace tandem

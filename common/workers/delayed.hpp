#pragma once

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

/// Whether `f` may be called with values of these types. As in a call, and not
/// as a std::tuple is made: a number does not become a vector of so many
/// elements, nor a pair two arguments.
template <auto f, class... A>
inline constexpr bool takes_these =
    []<class... Taken>(std::type_identity<std::tuple<Taken...>>) {
      if constexpr (sizeof...(A) == sizeof...(Taken)) {
        return (std::is_convertible_v<A, Taken> && ...);
      } else {
        return false;
      }
    }(std::type_identity<arguments_of<f>>{});

template <auto f>
inline constexpr bool is_function =
    signature<std::remove_const_t<decltype(f)>>::is_function;

/// Makes calls that are not made yet: see `delayed`.
template <auto f>
struct call_maker {
  /// One call, with these arguments.
  template <class... A>
  call<f> operator()(A&&... arguments) const {
    demand_task<f>();
    if constexpr (takes_these<f, A...>) {
      return {arguments_of<f>(std::forward<A>(arguments)...)};
    } else if constexpr (is_function<f>) {
      constexpr auto count = std::tuple_size_v<arguments_of<f>>;
      static_assert(sizeof...(A) == count,
                    "the task takes another number of arguments than these");
      static_assert(sizeof...(A) != count,
                    "the task takes arguments of other types than these");
    }
  }

  /// A call for each item of a range, made when the range is read.
  template <std::ranges::input_range Items>
  friend auto operator|(Items&& items, call_maker make) {
    using item = std::ranges::range_reference_t<Items>;
    demand_task<f>();
    if constexpr (takes_these<f, item>) {
      return std::views::transform(std::forward<Items>(items), make);
    } else {
      static_assert(takes_these<f, item> || !is_function<f>,
                    "the task takes other arguments than one item of this "
                    "range; a tuple is one argument, not several");
      return std::views::empty<call<f>>;  // so that no more need be said
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

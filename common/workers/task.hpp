#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "common/workers/encoding.hpp"

// A task that another process can run is a function, named by a template
// argument. The other process is the same executable, started again or forked:
// there the function has the same place.
namespace tandem {

/// Sends a result, which lives only as long as the call.
using result_sender = std::function<void(const outgoing&)>;

/// Reads the arguments of one call, calls, and sends the result.
using task_runner = void (*)(incoming& arguments, const result_sender& send);

/// A function that another process can find.
struct known_task {
  std::uint64_t offset = 0;  ///< of the runner, from the executable's begin
  std::string_view name;     ///< for people
};

/// Makes `run` known by its offset in this executable.
/// Errors   std::logic_error if it is not in the executable itself, but in a
///          shared library.
known_task make_known(task_runner run, std::string_view name);

/// The task of that offset.
/// Errors   frame_error if there is none.
task_runner find_task(std::uint64_t offset);

/// What a task's result is called where the function returns nothing.
struct nothing {
  friend bool operator==(nothing, nothing) = default;
};

/// A function's result and arguments, as values.
template <class F>
struct signature {
  static constexpr bool is_function = false;
  using result = nothing;  // so that demand_task can say what is wrong
  using arguments = std::tuple<>;
};
template <class R, class... A>
struct signature<R (*)(A...)> {
  static constexpr bool is_function = true;
  static constexpr bool changes_arguments =
      ((std::is_lvalue_reference_v<A> &&
        !std::is_const_v<std::remove_reference_t<A>>) ||
       ...);
  using result =
      std::conditional_t<std::is_void_v<R>, nothing, std::remove_cvref_t<R>>;
  using arguments = std::tuple<std::remove_cvref_t<A>...>;
};
template <class R, class... A>
struct signature<R (*)(A...) noexcept> : signature<R (*)(A...)> {};

template <class Arguments>
constexpr void demand_all_can_cross() {
  []<class... A>(std::type_identity<std::tuple<A...>>) {
    (demand_can_cross<A>(), ...);
  }(std::type_identity<Arguments>{});
}

/// Refuses, with the reason, what cannot be a task.
template <auto f>
constexpr void demand_task() {
  using type = std::remove_const_t<decltype(f)>;
  static_assert(
      !std::is_member_pointer_v<type>,
      "a member function cannot be a task: write a function that takes the "
      "object, and name that");
  static_assert(!std::is_class_v<type>,
                "a lambda cannot be a task (Python: can't pickle a lambda): "
                "give the function a name");
  if constexpr (signature<type>::is_function) {
    demand_all_can_cross<typename signature<type>::arguments>();
    if constexpr (!std::is_same_v<typename signature<type>::result, nothing>) {
      demand_can_cross<typename signature<type>::result>();
    }
    static_assert(!signature<type>::changes_arguments,
                  "a task cannot change its caller's variables: it runs in "
                  "another process. Take the argument by value or by const "
                  "reference, and return what is new");
  } else {
    static_assert(std::is_member_pointer_v<type> || std::is_class_v<type>,
                  "a task is a function");
  }
}

template <auto f>
using result_of = typename signature<std::remove_const_t<decltype(f)>>::result;
template <auto f>
using arguments_of =
    typename signature<std::remove_const_t<decltype(f)>>::arguments;

/// Calls `f` with values.
template <auto f>
result_of<f> call_task(arguments_of<f> arguments) {
  if constexpr (std::is_same_v<result_of<f>, nothing>) {
    std::apply(f, std::move(arguments));
    return {};
  } else {
    return std::apply(f, std::move(arguments));
  }
}

template <auto f>
void run_task(incoming& arguments, const result_sender& send) {
  const auto result = call_task<f>(decode<arguments_of<f>>(arguments));
  // NOLINTNEXTLINE(misc-const-correctness): encode changes it
  outgoing bytes;
  if constexpr (!std::is_same_v<result_of<f>, nothing>) {
    encode(bytes, result);
  }
  send(bytes);
}

/// "square", from what a compiler calls a function template of it.
std::string_view name_in(std::string_view pretty_function);

template <auto f>
constexpr std::string_view pretty_name() {
  return __PRETTY_FUNCTION__;
}

/// The task that runs `f`. Known from the start of the program on.
template <auto f>
inline const known_task task_of = [] {
  demand_task<f>();
  return make_known(&run_task<f>, name_in(pretty_name<f>()));
}();

}  // namespace tandem

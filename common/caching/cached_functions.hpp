#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "common/workers/task.hpp"

// The functions of this program whose results are kept, each by its name.
namespace tandem {

/// A function whose results are kept.
struct cached_function {
  std::string name;    ///< "fits.fit": of its folder, and for people
  std::string type;    ///< as the compiler tells it: "int (*)(double)"
  std::string source;  ///< the file that asks for it
};

/// Makes a function known. `told` is its name as the compiler tells it.
cached_function make_cached_function(std::string_view told,
                                     std::string_view type,
                                     std::string_view source);

/// "fits.fit", from "fits::{anonymous}::fit": the name of a folder.
std::string folder_name(std::string_view told);

/// Errors   std::logic_error if two functions of this program would keep their
///          results in the same folder.
void demand_different_names();

template <class T>
constexpr std::string_view pretty_type() {
  return __PRETTY_FUNCTION__;
}
/// "int (*)(double)", from what a compiler calls pretty_type of it.
std::string_view type_in(std::string_view pretty_function);

/// There whenever it is asked for, also before main and after it. Of two
/// functions that have the same name, each belongs to one file only: that is
/// the file named here.
template <auto f>
const cached_function& cached_function_of() {
  static const auto& known = *new cached_function{make_cached_function(
      name_in(pretty_name<f>()),
      type_in(pretty_type<std::remove_const_t<decltype(f)>>()), __BASE_FILE__)};
  return known;
}

/// Who uses it makes `f` known from the start of the program on, so that two of
/// one name are refused before either of them keeps a result.
template <auto f>
inline const bool known_from_the_start = (cached_function_of<f>(), true);

}  // namespace tandem

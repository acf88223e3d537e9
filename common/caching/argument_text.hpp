#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "common/workers/encoding.hpp"

// Arguments as text, for people.
namespace tandem {

/// "a text" in quotes; the beginning, if it is long. It is UTF-8, whatever the
/// text is: other bytes become \xNN.
std::string in_quotes(std::string_view text);
/// A number as to_chars writes it.
template <class T>
std::string number_text(T value) {
  std::array<char, 64> room{};
  const auto end =
      std::to_chars(room.data(), room.data() + room.size(), value).ptr;
  return {room.data(), end};
}

template <class T>
inline constexpr bool is_enum_over_bool = false;
template <class T>
  requires std::is_enum_v<T>
inline constexpr bool is_enum_over_bool<T> =
    std::is_same_v<std::underlying_type_t<T>, bool>;

/// What has values of another type one after the other. A path has paths, which
/// have paths.
template <class T>
concept range_of_others =
    std::ranges::input_range<const T> &&
    !std::is_same_v<std::ranges::range_value_t<const T>, T>;

/// "3, 0.5"
template <class... T>
std::string texts_of(const T&... values);

/// "3", "0.5", "[1, 2, ...]", and "..." for what nobody has taught it.
template <class T>
std::string text_of(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, char>) {
    return in_quotes({&value, 1});
  } else if constexpr (is_enum_over_bool<T>) {
    return text_of(static_cast<bool>(value));
  } else if constexpr (std::is_enum_v<T>) {
    return number_text(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_arithmetic_v<T>) {
    return number_text(value);
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    return in_quotes(value);
  } else if constexpr (is_tuple<T>) {
    return "(" +
           std::apply([](const auto&... each) { return texts_of(each...); },
                      value) +
           ")";
  } else if constexpr (range_of_others<T>) {
    constexpr std::size_t enough = 10;
    std::string all;
    std::size_t count = 0;
    for (const auto& each : value) {
      if (count++ == enough) {
        all += ", ...";
        break;
      }
      all += (all.empty() ? "" : ", ") + text_of(each);
    }
    return "[" + all + "]";
  } else {
    return "...";
  }
}

template <class... T>
std::string texts_of(const T&... values) {
  std::string all;
  ((all += (all.empty() ? "" : ", ") + text_of(values)), ...);
  return all;
}

}  // namespace tandem

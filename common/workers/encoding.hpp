#pragma once

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/map.hpp>
#include <boost/serialization/optional.hpp>
#include <boost/serialization/set.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/utility.hpp>
#include <boost/serialization/vector.hpp>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <streambuf>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/workers/frames.hpp"
#include "common/workers/serializable.hpp"

// How a value becomes bytes that another copy of this very program reads.
namespace tandem {

template <class T>
inline constexpr bool is_callable_type = false;
template <class R, class... A>
inline constexpr bool is_callable_type<std::function<R(A...)>> = true;
template <class T>
concept closure = std::is_class_v<T> && requires { &T::operator(); };

/// What only points at values that lie elsewhere.
template <class T>
inline constexpr bool is_view_of_values = false;
template <class T, std::size_t n>
inline constexpr bool is_view_of_values<std::span<T, n>> = true;
template <class C, class T>
inline constexpr bool is_view_of_values<std::basic_string_view<C, T>> = true;

template <class T>
inline constexpr bool is_tuple = false;
template <class... T>
inline constexpr bool is_tuple<std::tuple<T...>> = true;
template <class A, class B>
inline constexpr bool is_tuple<std::pair<A, B>> = true;

/// Refuses, with the reason, what means nothing in another process.
template <class T>
constexpr void demand_can_cross() {
  static_assert(!std::is_reference_v<T>,
                "a reference means nothing in another process: send the value");
  static_assert(
      !std::is_member_pointer_v<T>,
      "a member function cannot cross to another process: write a function "
      "that takes the object, and name it, as in delayed<f>(object)");
  static_assert(
      !std::is_function_v<std::remove_pointer_t<T>> && !closure<T> &&
          !is_callable_type<T>,
      "a callable cannot cross to another process (Python: can't pickle a "
      "lambda): write a function, and name it, as in delayed<f>(x)");
  static_assert(!is_view_of_values<T>,
                "a span or string_view points at values that are in this "
                "process: send a std::vector, a std::string, or where they lie "
                "in a share");
  static_assert(!std::is_pointer_v<T>,
                "a pointer means nothing in another process: send the value, "
                "or a std::vector of them");
  if constexpr (!closure<T> && !is_callable_type<T> && !is_view_of_values<T> &&
                !is_tuple<T>) {
    static_assert(
        !is_not_serializable<T>,
        "this type cannot be sent to another process: give it a function "
        "serialize (see Boost.Serialization), even if the tasks run on threads "
        "today; for a standard type, include boost/serialization/TYPE.hpp");
  }
}

/// Numbers whose bytes may be sent as they lie in memory.
template <class T>
concept plain_number =
    (std::is_arithmetic_v<T> || std::is_enum_v<T>)&&!std::is_same_v<T, bool>;

/// Vectors and strings that are one piece of such bytes.
template <class T>
inline constexpr bool is_plain_array = false;
template <plain_number T>
inline constexpr bool is_plain_array<std::vector<T>> = true;
template <>
inline constexpr bool is_plain_array<std::string> = true;

/// A stream that an archive writes to.
class outgoing_stream : public std::streambuf {
 public:
  explicit outgoing_stream(outgoing& to) : to_{to} {}

 protected:
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    to_.copy(std::as_bytes(std::span{bytes, static_cast<std::size_t>(count)}));
    return count;
  }
  int_type overflow(int_type one) override {
    const char byte = traits_type::to_char_type(one);
    xsputn(&byte, 1);
    return one;
  }

 private:
  outgoing& to_;
};

/// A stream that an archive reads from.
class incoming_stream : public std::streambuf {
 public:
  explicit incoming_stream(std::span<const std::byte> bytes) {
    // std::streambuf only reads, though its type does not say so.
    auto* begin =
        const_cast<char*>(reinterpret_cast<const char*>(bytes.data()));
    setg(begin, begin, begin + bytes.size());
  }
};

inline constexpr unsigned archive_flags =
    boost::archive::no_header | boost::archive::no_codecvt;

/// Appends `value` to `to`. Numbers and arrays of numbers go as they are, large
/// arrays without a copy: they have to live until they are sent. Everything
/// else goes through Boost.Serialization.
/// Errors   what the value's own `serialize` throws.
template <class T>
void encode(outgoing& to, const T& value) {
  demand_can_cross<T>();
  if constexpr (std::is_same_v<T, bool> || plain_number<T>) {
    to.copy(std::as_bytes(std::span{&value, 1}));
  } else if constexpr (is_plain_array<T>) {
    constexpr std::size_t large = 4'096;
    const std::uint64_t count = value.size();
    encode(to, count);
    const auto bytes = std::as_bytes(std::span{value.data(), value.size()});
    if (bytes.size() < large) {
      to.copy(bytes);
    } else {
      to.borrow(bytes);
    }
  } else if constexpr (is_tuple<T>) {
    std::apply([&](const auto&... each) { (encode(to, each), ...); }, value);
  } else {
    outgoing archived;
    {
      outgoing_stream stream{archived};
      // NOLINTNEXTLINE(misc-const-correctness): << changes it
      boost::archive::binary_oarchive archive{stream, archive_flags};
      archive << value;
    }
    const std::uint64_t size = archived.size();
    encode(to, size);
    to.copy(archived);
  }
}

/// The counterpart of `encode`.
/// Errors   frame_error if the bytes are too few; what Boost.Serialization
///          throws if they are of another type.
template <class T>
T decode(incoming& from) {
  if constexpr (std::is_same_v<T, bool> || plain_number<T>) {
    T value{};
    std::memcpy(&value, from.take(sizeof value).data(), sizeof value);
    return value;
  } else if constexpr (is_plain_array<T>) {
    using element = typename T::value_type;
    const auto count = decode<std::uint64_t>(from);
    if (count > from.left() / sizeof(element)) {
      throw frame_error{"an array came that is longer than its frame"};
    }
    const auto bytes = from.take(count * sizeof(element));
    T value(count, element{});
    if (count > 0) {
      std::memcpy(value.data(), bytes.data(), bytes.size());
    }
    return value;
  } else if constexpr (is_tuple<T>) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return T{decode<std::tuple_element_t<I, T>>(from)...};  // left to right
    }(std::make_index_sequence<std::tuple_size_v<T>>{});
  } else {
    const auto size = decode<std::uint64_t>(from);
    incoming_stream stream{from.take(size)};
    // NOLINTNEXTLINE(misc-const-correctness): >> changes it
    boost::archive::binary_iarchive archive{stream, archive_flags};
    T value{};
    archive >> value;
    return value;
  }
}

}  // namespace tandem

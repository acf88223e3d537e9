#pragma once

#include <algorithm>
#include <array>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/archive/detail/register_archive.hpp>
#include <boost/archive/impl/archive_serializer_map.ipp>
#include <boost/archive/impl/basic_binary_oarchive.ipp>
#include <boost/archive/impl/basic_binary_oprimitive.ipp>
#include <boost/serialization/array_wrapper.hpp>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/workers/encoding.hpp"

// By what a result is found again: 128 bits of the function and its arguments.
namespace tandem {

/// A hash of 128 bits.
struct entry_key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const entry_key&, const entry_key&) = default;
};

/// The hash of these bytes, and of what they are arguments of.
entry_key key_of(std::string_view function, const outgoing& arguments);
/// 32 hexadecimal digits.
std::string to_hex(const entry_key& key);

template <class T>
void encode_for_key(outgoing& to, const T& value);

/// What Boost.Serialization writes a value into that is to become a key. Two
/// values that are equal shall give the same bytes, so it looks after those
/// that may not: unordered containers, and a long double's unused bytes. (0.0
/// and -0.0 are equal and stay two: functions tell them apart.)
class key_archive
    : public boost::archive::binary_oarchive_impl<key_archive, char,
                                                  std::char_traits<char>> {
  using base = boost::archive::binary_oarchive_impl<key_archive, char,
                                                    std::char_traits<char>>;

 public:
  key_archive(outgoing& to, std::streambuf& stream)
      : base{stream, archive_flags}, to_{to} {}

  template <class T>
  void save_override(const T& value) {
    base::save_override(value);
  }
  void save_override(const long double& value) {
    // Of the bytes of such a number, some belong to nobody.
    constexpr std::size_t used = std::numeric_limits<long double>::digits == 64
                                     ? 10
                                     : sizeof(long double);
    to_.copy(std::as_bytes(std::span{&value, 1}).first(used));
  }
  template <class T>
    requires std::is_same_v<std::remove_const_t<T>, long double>
  void save_override(const boost::serialization::array_wrapper<T>& items) {
    for (std::size_t i = 0; i < items.count(); ++i) {
      save_override(items.address()[i]);
    }
  }
  template <class... T>
  void save_override(const std::unordered_map<T...>& items) {
    save_unordered(items);
  }
  template <class... T>
  void save_override(const std::unordered_multimap<T...>& items) {
    save_unordered(items);
  }
  template <class... T>
  void save_override(const std::unordered_set<T...>& items) {
    save_unordered(items);
  }
  template <class... T>
  void save_override(const std::unordered_multiset<T...>& items) {
    save_unordered(items);
  }

 private:
  template <class Items>
  void save_unordered(const Items& items) {
    std::vector<entry_key> keys;
    keys.reserve(items.size());
    for (const auto& each : items) {
      outgoing bytes;
      encode_for_key(bytes, each);
      keys.push_back(key_of("", bytes));
    }
    std::sort(keys.begin(), keys.end());
    const std::uint64_t count = keys.size();
    encode(to_, count);
    to_.copy(std::as_bytes(std::span{keys}));
  }

  outgoing& to_;
};

/// Appends what `value` adds to a key. Large arrays are not copied: they have
/// to live until the key is made.
/// Errors   what the value's own `serialize` throws.
template <class T>
void encode_for_key(outgoing& to, const T& value) {
  demand_can_cross<T>();
  if constexpr (std::is_same_v<T, long double> ||
                std::is_same_v<T, std::vector<long double>> ||
                !(std::is_same_v<T, bool> || plain_number<T> ||
                  is_plain_array<T> || is_tuple<T>)) {
    outgoing_stream stream{to};
    // NOLINTNEXTLINE(misc-const-correctness): << changes it
    key_archive archive{to, stream};
    archive << value;
  } else if constexpr (is_tuple<T>) {
    std::apply([&](const auto&... each) { (encode_for_key(to, each), ...); },
               value);
  } else {
    encode(to, value);
  }
}

}  // namespace tandem

// So that BOOST_CLASS_EXPORT knows of it, too.
BOOST_SERIALIZATION_REGISTER_ARCHIVE(tandem::key_archive)

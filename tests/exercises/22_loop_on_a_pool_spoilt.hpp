#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "answer.hpp"

// What wrong answers of exercise 22 share: all that is right in them.
namespace spoilt {

using loop_on_a_pool::parcel;
using loop_on_a_pool::pool;
using loop_on_a_pool::positions;
using loop_on_a_pool::row;
using loop_on_a_pool::rows;

/// In a worker: the second list.
inline rows kept;
inline void keep(const parcel& second) { kept = second.some; }

inline bool occurs(const row& one, const rows& in) {
  return std::find(in.begin(), in.end(), one) != in.end();
}

/// The positions of a part's rows that occur in a list, `number` being the
/// first row's.
inline positions found_in(const rows& list, const parcel& part) {
  positions found;
  for (std::size_t i = 0; i < part.some.size(); ++i) {
    if (occurs(part.some[i], list)) {
      found.push_back(part.number + i);
    }
  }
  return found;
}
inline positions find_in_kept(const parcel& part) {
  return found_in(kept, part);
}

inline rows slice(const rows& all, std::size_t begin, std::size_t end) {
  return {all.begin() + static_cast<std::ptrdiff_t>(begin),
          all.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// So many parts, as equal as can be.
inline std::vector<parcel> in_parts(const rows& all, std::size_t count) {
  std::vector<parcel> parts;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = all.size() * i / count;
    parts.push_back(
        {slice(all, begin, all.size() * (i + 1) / count), {}, begin});
  }
  return parts;
}

/// Parts of so many rows, the last one may be shorter.
inline std::vector<parcel> parts_of(const rows& all, std::size_t size) {
  std::vector<parcel> parts;
  for (std::size_t begin = 0; begin < all.size(); begin += size) {
    parts.push_back(
        {slice(all, begin, std::min(begin + size, all.size())), {}, begin});
  }
  return parts;
}

inline std::size_t count_of(const pool& workers) {
  return static_cast<std::size_t>(workers.workers());
}

inline positions joined(const std::vector<positions>& all) {
  positions one;
  for (const auto& some : all) {
    one.insert(one.end(), some.begin(), some.end());
  }
  return one;
}

/// All of it.
inline positions right(pool& workers, const rows& first, const rows& second) {
  workers.initialize(&keep, {second, {}, 0});
  return joined(workers.map(&find_in_kept, in_parts(first, count_of(workers))));
}

}  // namespace spoilt

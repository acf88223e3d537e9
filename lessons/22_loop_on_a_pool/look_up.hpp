#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace loop_on_a_pool {

/// A row of the notebook's lists.
struct five {
  std::array<std::int32_t, 5> numbers{};

  friend bool operator==(const five&, const five&) = default;
  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    for (auto& one : numbers) {
      bytes& one;
    }
  }
};
using list = std::vector<five>;

/// Which rows occur, and what it took to find that out.
struct look_up {
  std::vector<std::uint64_t> found{};  ///< positions, ascending
  std::uint64_t compared = 0;          ///< pairs of rows
  std::uint64_t hashed = 0;            ///< rows

  /// What was found further on, and what that took.
  void append(const look_up& more);
  [[nodiscard]] std::uint64_t steps() const { return compared + hashed; }

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& found& compared& hashed;
  }
};

/// Rows of numbers from 0 to 19, any with any: always the same ones. Few rows
/// are in both lists, but the last one of the first list is.
struct two_lists {
  list first;
  list second;
};
two_lists made_up(std::uint64_t rows);

/// The notebook's way: compares each row with the rows of `second`, from the
/// front on, until one is equal.
look_up by_a_loop(const list& some, const list& second);

/// Puts the second list into a hash set, and asks that for each row. All steps
/// count: each row of either list is hashed once, and compared with those that
/// have the same hash.
look_up by_a_hash_set(const list& some, const list& second);

}  // namespace loop_on_a_pool

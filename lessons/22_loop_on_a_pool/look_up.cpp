// The two ways to look for rows, and the rows.
#include "look_up.hpp"

#include <algorithm>
#include <random>
#include <unordered_set>

namespace loop_on_a_pool {
namespace {

constexpr std::uint32_t kinds = 20;  // of numbers: 0 to 19

/// The five numbers as one, which is another one for every row. Counts itself.
struct counted_hash {
  std::uint64_t* hashed;
  std::size_t operator()(const five& row) const {
    ++*hashed;
    std::size_t one = 0;
    for (const auto number : row.numbers) {
      one = one * kinds + static_cast<std::size_t>(number);
    }
    return one;
  }
};

/// Compares, and counts.
struct counted_equal {
  std::uint64_t* compared;
  bool operator()(const five& left, const five& right) const {
    ++*compared;
    return left == right;
  }
};

list random_rows(std::mt19937& dice, std::uint64_t count) {
  list all(count);
  for (auto& row : all) {
    for (auto& number : row.numbers) {
      number = static_cast<std::int32_t>(dice() % kinds);
    }
  }
  return all;
}

}  // namespace

void look_up::append(const look_up& more) {
  found.insert(found.end(), more.found.begin(), more.found.end());
  compared += more.compared;
  hashed += more.hashed;
}

two_lists made_up(std::uint64_t rows) {
  std::mt19937 dice{4};  // the standard says what it gives, on any machine
  two_lists all{random_rows(dice, rows), random_rows(dice, rows)};
  all.first.back() = all.second[rows / 2];
  return all;
}

look_up by_a_loop(const list& some, const list& second) {
  look_up seen;
  for (std::uint64_t i = 0; i < some.size(); ++i) {
    const auto at = std::find(second.begin(), second.end(), some[i]);
    seen.compared += static_cast<std::uint64_t>(at - second.begin());
    if (at != second.end()) {
      ++seen.compared;
      seen.found.push_back(i);
    }
  }
  return seen;
}

look_up by_a_hash_set(const list& some, const list& second) {
  look_up seen;
  const std::unordered_set<five, counted_hash, counted_equal> rows{
      second.begin(), second.end(), second.size(), counted_hash{&seen.hashed},
      counted_equal{&seen.compared}};
  for (std::uint64_t i = 0; i < some.size(); ++i) {
    if (rows.contains(some[i])) {
      seen.found.push_back(i);
    }
  }
  return seen;
}

}  // namespace loop_on_a_pool

// Deals the rows out in turn, and puts what is found in order at the end.
#include <algorithm>

#include "answer.hpp"

namespace {

using loop_on_a_pool::parcel;
using loop_on_a_pool::positions;
using loop_on_a_pool::rows;

rows haystack;
std::size_t apart;  ///< from a row of a part to its next one, in the first list

void prepare(const parcel& sent) {
  haystack = sent.some;
  apart = sent.number;
}

positions search(const parcel& hand) {
  positions found;
  auto position = hand.number;
  for (const auto& needle : hand.some) {
    if (std::ranges::find(haystack, needle) != haystack.end()) {
      found.push_back(position);
    }
    position += apart;
  }
  return found;
}

}  // namespace

loop_on_a_pool::positions loop_on_a_pool::occurring(pool& workers,
                                                    const rows& first,
                                                    const rows& second) {
  const auto players = static_cast<std::size_t>(workers.workers());
  workers.initialize(prepare, {.some = second, .number = players});
  std::vector<parcel> hands(players);
  for (std::size_t i = 0; i < first.size(); ++i) {
    hands[i % players].some.push_back(first[i]);
  }
  for (std::size_t i = 0; i < players; ++i) {
    hands[i].number = i;
  }
  positions all;
  for (const auto& found : workers.map_unordered(search, hands)) {
    all.insert(all.end(), found.begin(), found.end());
  }
  std::ranges::sort(all);
  return all;
}

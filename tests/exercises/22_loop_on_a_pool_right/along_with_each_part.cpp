// One part for each worker, and the second list along with it: that is once for
// each worker, too.
#include <algorithm>
#include <iterator>

#include "answer.hpp"

namespace {

using loop_on_a_pool::parcel;
using loop_on_a_pool::positions;

positions compare(const parcel& sent) {
  positions found;
  for (auto one = sent.some.begin(); one != sent.some.end(); ++one) {
    if (std::find(sent.more.begin(), sent.more.end(), *one) !=
        sent.more.end()) {
      found.push_back(sent.number +
                      static_cast<std::size_t>(one - sent.some.begin()));
    }
  }
  return found;
}

}  // namespace

loop_on_a_pool::positions loop_on_a_pool::occurring(pool& workers,
                                                    const rows& first,
                                                    const rows& second) {
  std::vector<parcel> parts;
  auto left = static_cast<std::size_t>(workers.workers());
  for (std::size_t begin = 0; left > 0; --left) {
    const auto size = (first.size() - begin + left - 1) / left;
    const auto from = first.begin() + static_cast<std::ptrdiff_t>(begin);
    parts.push_back({.some = {from, from + static_cast<std::ptrdiff_t>(size)},
                     .more = second,
                     .number = begin});
    begin += size;
  }
  positions all;
  for (const auto& found : workers.map(compare, parts)) {
    std::copy(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

// Chunks of ceil(n / 4 workers), as Pool.map makes them; lambdas; a worker
// counts within its part, and the caller adds where the part begins.
#include <algorithm>
#include <span>

#include "answer.hpp"

loop_on_a_pool::positions loop_on_a_pool::occurring(pool& workers,
                                                    const rows& first,
                                                    const rows& second) {
  if (first.empty() || second.empty()) {
    return {};
  }
  static parcel mine;  // in a worker
  workers.initialize([](const parcel& sent) { mine = sent; }, {.more = second});

  const auto parts = 4 * static_cast<std::size_t>(workers.workers());
  const auto chunk = (first.size() + parts - 1) / parts;
  std::vector<parcel> chunks;
  for (std::span<const row> rest{first}; !rest.empty();
       rest = rest.subspan(std::min(chunk, rest.size()))) {
    const auto some = rest.first(std::min(chunk, rest.size()));
    chunks.push_back({.some = {some.begin(), some.end()}});
  }
  const auto found = workers.map(
      [](const parcel& sent) {
        positions here;
        for (const auto& one : sent.some) {
          if (std::ranges::any_of(
                  mine.more, [&](const row& other) { return one == other; })) {
            here.push_back(static_cast<std::size_t>(&one - sent.some.data()));
          }
        }
        return here;
      },
      chunks);

  positions all;
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const auto one : found[i]) {
      all.push_back(i * chunk + one);
    }
  }
  return all;
}

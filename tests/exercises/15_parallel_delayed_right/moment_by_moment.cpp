// Plays it: from one end of a call to the next, whoever is free takes one.
#include <algorithm>
#include <stdexcept>

#include "answer.hpp"

using std::chrono::milliseconds;

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<milliseconds>& lengths, int workers) {
  if (workers < 1) throw std::invalid_argument{"workers"};
  if (std::any_of(lengths.begin(), lengths.end(),
                  [](auto l) { return l < milliseconds::zero(); }))
    throw std::invalid_argument{"lengths"};
  std::vector<milliseconds> ends(std::size_t(workers), milliseconds{0});
  forecast out;
  milliseconds now{0};
  for (std::size_t next = 0; next < lengths.size();) {
    auto idle = std::find_if(ends.begin(), ends.end(),
                             [&](auto end) { return end <= now; });
    if (idle == ends.end()) {
      now = *std::min_element(ends.begin(), ends.end());
      continue;
    }
    out.turns.push_back({int(idle - ends.begin()), now});
    *idle = now + lengths[next++];
  }
  for (auto end : ends) out.makespan = std::max(out.makespan, end);
  return out;
}

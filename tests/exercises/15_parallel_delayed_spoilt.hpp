#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

// What wrong answers of exercise 15 share: all that is right in them.
namespace spoilt {

using parallel_delayed::forecast;
using spans = std::vector<std::chrono::milliseconds>;

inline void refuse(const spans& lengths, int workers) {
  if (workers < 1 ||
      std::ranges::any_of(lengths, [](auto one) { return one.count() < 0; })) {
    throw std::invalid_argument{"no such calls"};
  }
}

/// The worker that is free first.
inline std::size_t first_free(const spans& free_since) {
  return static_cast<std::size_t>(std::ranges::min_element(free_since) -
                                  free_since.begin());
}

/// By the rule, from when each worker is free; it is changed meanwhile.
inline forecast from(spans& free_since, const spans& lengths) {
  forecast all;
  for (const auto length : lengths) {
    const auto worker = first_free(free_since);
    all.turns.push_back({static_cast<int>(worker), free_since[worker]});
    free_since[worker] += length;
  }
  all.makespan = std::ranges::max(free_since);
  return all;
}

/// Call `i` goes to worker choose(i, free_since).
template <class Choose>
forecast given_out(const spans& lengths, int workers, const Choose& choose) {
  refuse(lengths, workers);
  spans free_since(static_cast<std::size_t>(workers));
  forecast all;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    const std::size_t worker = choose(i, free_since);
    all.turns.push_back({static_cast<int>(worker), free_since[worker]});
    free_since[worker] += lengths[i];
  }
  all.makespan = std::ranges::max(free_since);
  return all;
}

/// By the rule.
inline forecast right(const spans& lengths, int workers) {
  refuse(lengths, workers);
  spans free_since(static_cast<std::size_t>(workers));
  return from(free_since, lengths);
}

}  // namespace spoilt

#include "answer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

using std::chrono::milliseconds;

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<milliseconds>& lengths, int workers) {
  if (workers < 1) {
    throw std::invalid_argument{std::to_string(workers) +
                                " workers; allowed are whole numbers from 1"};
  }
  std::vector<milliseconds> free_since(static_cast<std::size_t>(workers));
  forecast all;
  for (const auto length : lengths) {
    if (length < milliseconds{0}) {
      throw std::invalid_argument{"a call cannot take less than 0 ms"};
    }
    const auto first = std::min_element(free_since.begin(), free_since.end());
    all.turns.push_back({.worker = static_cast<int>(first - free_since.begin()),
                         .begin = *first});
    *first += length;
  }
  all.makespan = *std::max_element(free_since.begin(), free_since.end());
  return all;
}

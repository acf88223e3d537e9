// REJECTED BY: last_to_end
// Takes the end of the last call for the end of all.
#include "tests/exercises/15_parallel_delayed_spoilt.hpp"

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  auto all = spoilt::right(lengths, workers);
  if (!lengths.empty()) {
    all.makespan = all.turns.back().begin + lengths.back();
  }
  return all;
}

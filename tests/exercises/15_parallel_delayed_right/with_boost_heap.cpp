// Boost's heap, whose handles change a worker's moment in its place.
#include <boost/heap/fibonacci_heap.hpp>
#include <boost/range/algorithm/max_element.hpp>
#include <boost/range/irange.hpp>
#include <stdexcept>

#include "answer.hpp"

namespace {

struct worker {
  int number;
  std::chrono::milliseconds free_since;
};
struct later {
  bool operator()(const worker& a, const worker& b) const {
    return a.free_since != b.free_since ? a.free_since > b.free_since
                                        : a.number > b.number;
  }
};

}  // namespace

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<std::chrono::milliseconds>& lengths, int workers) {
  if (workers < 1) throw std::invalid_argument{"there have to be workers"};
  boost::heap::fibonacci_heap<worker, boost::heap::compare<later>> all;
  for (int number : boost::irange(0, workers)) all.push({number, {}});
  forecast said;
  for (auto length : lengths) {
    if (length != length.zero() && length < length.zero())
      throw std::invalid_argument{"a length below 0"};
    worker first = all.top();
    all.pop();
    said.turns.push_back({first.number, first.free_since});
    first.free_since += length;
    all.push(first);
  }
  for (const auto& one : all)
    if (one.free_since > said.makespan) said.makespan = one.free_since;
  return said;
}

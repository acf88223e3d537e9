// A heap of the moments at which workers are free.
#include <algorithm>
#include <functional>
#include <queue>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

using namespace std::chrono;

parallel_delayed::forecast parallel_delayed::predict(
    const std::vector<milliseconds>& lengths, int workers) {
  if (workers < 1) throw std::invalid_argument("workers");
  using free_at = std::pair<milliseconds, int>;
  std::priority_queue<free_at, std::vector<free_at>, std::greater<>> waiting;
  for (int w = 0; w < workers; w++) waiting.emplace(0ms, w);
  forecast f;
  for (auto length : lengths) {
    if (length < 0ms) throw std::invalid_argument("length");
    auto [at, w] = waiting.top();
    waiting.pop();
    f.turns.push_back({w, at});
    f.makespan = std::max(f.makespan, at + length);
    waiting.emplace(at + length, w);
  }
  return f;
}

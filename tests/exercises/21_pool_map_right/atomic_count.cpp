// No lock at all: a place for each chunk, and a count of what is missing, by
// which the last one wakes the caller.
#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

struct shared_places {
  std::deque<pool_map::outcome> outcomes;  // which stay where they are
  std::atomic<std::size_t> missing{1};     // the caller's own is one of them

  void one_is_there() {
    if (missing.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      missing.notify_one();
    }
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk == 0) throw std::invalid_argument{"chunk 0"};
  const std::size_t parts = 4 * static_cast<std::size_t>(pool.workers());
  const auto size =
      chunk.value_or(items.size() / parts +
                     static_cast<std::size_t>(items.size() % parts != 0));
  const auto all = std::make_shared<shared_places>();
  for (std::span<const int> left{items}; !left.empty();) {
    const auto now = left.first(std::min(size, left.size()));
    left = left.subspan(now.size());
    auto& place = all->outcomes.emplace_back();
    ++all->missing;
    try {
      pool.submit({now.begin(), now.end()}, [all, &place](outcome came) {
        place = std::move(came);
        all->one_is_there();
      });
    } catch (...) {
      place = std::current_exception();
      all->one_is_there();
      break;
    }
  }
  all->one_is_there();
  while (const auto seen = all->missing.load(std::memory_order_acquire)) {
    all->missing.wait(seen, std::memory_order_acquire);
  }
  struct {
    std::vector<int> results;
    void operator()(const std::vector<int>& its) {
      results.insert(results.end(), its.begin(), its.end());
    }
    void operator()(const std::exception_ptr& why) const {
      std::rethrow_exception(why);
    }
  } take;
  for (const auto& came : all->outcomes) std::visit(take, came);
  return take.results;
}

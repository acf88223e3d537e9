#include "answer.hpp"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace {

using pool_map::outcome;

/// Where the outcomes of one call come. Whoever calls `done` holds it, too: he
/// may still be on his way out when the last outcome lets `map` go on.
class outcomes {
 public:
  /// The place of the next chunk.
  std::size_t add() {
    const std::lock_guard hold{lock_};
    ++missing_;
    all_.emplace_back();
    return all_.size() - 1;
  }
  void put(std::size_t place, outcome came) {
    const std::lock_guard hold{lock_};
    all_[place] = std::move(came);
    --missing_;
    changed_.notify_one();
  }
  /// All, as soon as none is missing.
  std::vector<outcome> take() {
    std::unique_lock hold{lock_};
    changed_.wait(hold, [this] { return missing_ == 0; });
    return std::move(all_);
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<outcome> all_;
  std::size_t missing_ = 0;
};

std::size_t default_chunk(std::size_t items, int workers) {
  const auto chunks = 4 * static_cast<std::size_t>(workers);
  return items / chunks + (items % chunks == 0 ? 0 : 1);
}

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk == 0) {
    throw std::invalid_argument{"chunks of 0; allowed are numbers from 1"};
  }
  const auto size = chunk.value_or(default_chunk(items.size(), pool.workers()));
  const auto all = std::make_shared<outcomes>();
  // No lock is held here: `done` may be called within submit, and meanwhile.
  for (auto begin = items.begin(); begin != items.end();) {
    const auto left = static_cast<std::size_t>(items.end() - begin);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(size, left));
    const auto place = all->add();
    try {
      pool.submit({begin, end}, [all, place](outcome came) {
        all->put(place, std::move(came));
      });
    } catch (...) {
      all->put(place, std::current_exception());
      break;
    }
    begin = end;
  }
  std::vector<int> results;
  results.reserve(items.size());
  for (const auto& came : all->take()) {
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    const auto& its = std::get<std::vector<int>>(came);
    results.insert(results.end(), its.begin(), its.end());
  }
  return results;
}

// All chunks are cut first, so that a latch can count them; what was not
// submitted is counted down by hand.
#include <algorithm>
#include <latch>
#include <memory>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

using ints = std::vector<int>;

struct places {
  explicit places(std::size_t count)
      : outcomes(count), missing{static_cast<std::ptrdiff_t>(count)} {}
  std::vector<pool_map::outcome> outcomes;
  std::latch missing;
};

std::vector<ints> cut(const ints& items, std::size_t size) {
  std::vector<ints> chunks;
  for (const int item : items) {
    if (chunks.empty() || chunks.back().size() == size) chunks.emplace_back();
    chunks.back().push_back(item);
  }
  return chunks;
}

ints joined(const std::vector<pool_map::outcome>& outcomes) {
  ints results;
  for (const auto& one : outcomes) {
    if (one.index() == 1) std::rethrow_exception(std::get<1>(one));
    std::ranges::copy(std::get<0>(one), std::back_inserter(results));
  }
  return results;
}

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk == 0) throw std::invalid_argument{"chunk is 0, at least 1 allowed"};
  if (!chunk) {
    const auto parts = 4ULL * static_cast<unsigned>(pool.workers());
    chunk = items.size() / parts + (items.size() % parts != 0 ? 1 : 0);
  }
  const auto chunks = cut(items, *chunk);
  const auto all = std::make_shared<places>(chunks.size());
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    try {
      pool.submit(chunks[i], [all, i](outcome came) {
        all->outcomes[i] = std::move(came);
        all->missing.count_down();
      });
    } catch (...) {
      all->outcomes[i] = std::current_exception();
      all->missing.count_down(static_cast<std::ptrdiff_t>(chunks.size() - i));
      break;
    }
  }
  all->missing.wait();
  return joined(all->outcomes);
}

// The results of the first chunk, and then those of the rest: which are begun
// before the first is waited for, and are there when it is looked at.
#include <algorithm>
#include <future>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

using ints = std::vector<int>;

/// Tells the rest from the failure of the rest.
struct ended {
  ints results{};
  std::exception_ptr failure{};
};

ended all_of(pool_map::worker_pool& pool, std::span<const int> items,
             std::size_t size) {
  if (items.empty()) return {};
  const auto first = items.first(std::min(size, items.size()));
  const auto came = std::make_shared<std::promise<pool_map::outcome>>();
  try {
    pool.submit({first.begin(), first.end()}, [came](pool_map::outcome what) {
      came->set_value(std::move(what));
    });
  } catch (...) {
    return {.failure = std::current_exception()};
  }
  auto rest = all_of(pool, items.subspan(first.size()), size);
  const auto own = came->get_future().get();
  if (const auto* why = std::get_if<std::exception_ptr>(&own)) {
    return {.failure = *why};
  }
  auto results = std::get<ints>(own);
  results.insert(results.end(), rest.results.begin(), rest.results.end());
  return {std::move(results), rest.failure};
}

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk == 0) throw std::invalid_argument{"chunk: 0, allowed: 1 and more"};
  const auto parts = static_cast<std::size_t>(pool.workers()) * 4;
  const auto size = chunk.value_or((items.size() + parts - 1) / parts);
  auto ended = all_of(pool, items, size);
  if (ended.failure) std::rethrow_exception(ended.failure);
  return std::move(ended.results);
}

// A promise for each chunk: its future waits, and throws, by itself. The
// failure of submit is a promise's, too.
#include <algorithm>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

using ints = std::vector<int>;

std::future<ints> submitted(pool_map::worker_pool& pool, ints chunk) {
  const auto promise = std::make_shared<std::promise<ints>>();
  auto future = promise->get_future();
  pool.submit(std::move(chunk), [promise](pool_map::outcome came) {
    if (auto* results = std::get_if<ints>(&came)) {
      promise->set_value(std::move(*results));
    } else {
      promise->set_exception(std::get<std::exception_ptr>(came));
    }
  });
  return future;
}

std::future<ints> failed_now() {
  std::promise<ints> promise;
  promise.set_exception(std::current_exception());
  return promise.get_future();
}

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk.has_value() && *chunk == 0) throw std::invalid_argument{"chunk"};
  const std::size_t n = items.size();
  const auto most = 4 * static_cast<std::size_t>(pool.workers());
  const auto size = chunk ? *chunk : (n + most - 1) / most;

  std::vector<std::future<ints>> all;
  try {
    for (std::size_t i = 0; i < n; i += std::min(size, n - i)) {
      const auto* begin = items.data() + i;
      all.push_back(submitted(pool, {begin, begin + std::min(size, n - i)}));
    }
  } catch (...) {
    all.push_back(failed_now());
  }
  for (const auto& one : all) one.wait();
  ints results;
  for (auto& one : all) {
    for (const int result : one.get()) results.push_back(result);
  }
  return results;
}

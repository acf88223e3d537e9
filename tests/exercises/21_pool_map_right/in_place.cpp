// Results go to their places at once, and everything lies on the caller's
// stack: so who is done notifies while it holds the lock, as its last deed.
#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "answer.hpp"

namespace {

struct desk {
  std::mutex lock;
  std::condition_variable cleared;
  std::vector<int> results;
  std::size_t open = 0;  // chunks
  std::size_t failed_at = 0;
  std::exception_ptr failure;

  void fail(std::size_t at, const std::exception_ptr& why) {
    if (!failure || at < failed_at) {
      failure = why;
      failed_at = at;
    }
  }
  void settle(std::size_t at, const pool_map::outcome& came) {
    const std::lock_guard hold{lock};
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      fail(at, *why);
    } else {
      std::ranges::copy(std::get<std::vector<int>>(came),
                        results.begin() + static_cast<std::ptrdiff_t>(at));
    }
    if (--open == 0) cleared.notify_one();
  }
  void open_one() {
    const std::lock_guard hold{lock};
    ++open;
  }
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  const auto n = items.size();
  if (!chunk) {
    const auto chunks = static_cast<std::size_t>(pool.workers()) * 4;
    chunk = std::max<std::size_t>(1, n / chunks + (n % chunks > 0 ? 1 : 0));
  }
  if (*chunk == 0) throw std::invalid_argument{"a chunk has an item or more"};
  desk all;
  all.results.resize(n);
  all.open_one();  // the caller's own
  for (std::size_t at = 0; at < n;) {
    const auto count = std::min(*chunk, n - at);
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(at);
    all.open_one();
    try {
      pool.submit({first, first + static_cast<std::ptrdiff_t>(count)},
                  [&all, at](const outcome& came) { all.settle(at, came); });
    } catch (...) {
      all.settle(at, std::current_exception());
      break;
    }
    at += count;
  }
  std::unique_lock hold{all.lock};
  --all.open;
  all.cleared.wait(hold, [&] { return all.open == 0; });
  if (all.failure) std::rethrow_exception(all.failure);
  return std::move(all.results);
}

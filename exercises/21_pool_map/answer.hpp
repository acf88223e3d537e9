#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace pool_map {

/// What became of a chunk: the results of its items, in their order. Or what
/// the first of its tasks to fail has thrown: the chunk has ended there.
using outcome = std::variant<std::vector<int>, std::exception_ptr>;

/// Takes the outcome of one chunk.
using completion = std::function<void(outcome)>;

/// Workers that are given items, a chunk at a time. What they do with an item
/// is known to them: the caller has the items, and gets results.
class worker_pool {
 public:
  worker_pool() = default;
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;
  virtual ~worker_pool() = default;

  /// How many there are: 1 or more, up to the largest int. It does not change
  /// while `map` runs; between two calls of `map` it may.
  [[nodiscard]] virtual int workers() const = 0;

  /// Puts a chunk where the workers take them from, and does not wait for the
  /// outcome: `done` is called with that later, or at once.
  /// Errors   may throw anything, if the pool takes no more chunks: this one is
  ///          not submitted then, and its `done` is never called.
  virtual void submit(std::vector<int> chunk, completion done) = 0;
};

/// What the workers of `pool` make of `items`.
/// Shape    n items in, n results out, in the order of the items, whichever
///          chunk is done first. Items and results are any ints; some may be
///          equal. No items: no chunks, and an empty vector.
///          A chunk is `chunk` items that follow each other. The last one is
///          what is left, which is never nothing. Without `chunk` that number
///          is n / (4 x workers), rounded up. `chunk` may be far more than n,
///          up to the largest std::size_t: then there is one chunk.
///          Chunks are submitted in the order of the items, each once, and all
///          of them before `map` waits for an outcome: also where one of them
///          has failed already.
/// Threads  pool.workers() and pool.submit() are called by the thread that
///          calls `map`, within that call. `done` is called once for each
///          submitted chunk, by any thread, by several at once, and in any
///          order; or within submit, by the thread that submits. A call of
///          `done` waits for nobody: not for its turn, not for submit or `map`.
///          `map` returns or throws when `done` has been called for each
///          submitted chunk, and not before: the pool would call it in vain.
///          Until then its thread sleeps. It does not look again and again, nor
///          wake up every now and then. It sleeps in the wait of a lock,
///          condition variable, semaphore, future, latch or atomic; the check
///          cannot see that others sleep.
///          Calls of `map` share nothing: two threads may be in one at a time,
///          and submit may call `map` for another pool.
/// Errors   std::invalid_argument if `chunk` is 0, with and without items; then
///          nothing was submitted.
///          If chunks have failed, throws what was thrown, as it was thrown; of
///          several, that of the chunk which comes first in the order of the
///          items, whichever failed first. What submit throws counts as the
///          failure of the chunk that it was to take. No chunk is submitted
///          after that; those before are waited for.
std::vector<int> map(worker_pool& pool, const std::vector<int>& items,
                     std::optional<std::size_t> chunk = {});

}  // namespace pool_map

// Whoever is done drops a letter; the caller sorts the letters. Only the box is
// shared, and a semaphore counts what is in it.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <semaphore>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

struct letter {
  std::size_t from = 0;  // the number of its chunk's first item
  pool_map::outcome came;
};

class letter_box {
 public:
  void drop(letter one) {
    {
      const std::scoped_lock hold{lock_};
      letters_.push(std::move(one));
    }
    count_.release();
  }
  letter take() {
    count_.acquire();
    const std::scoped_lock hold{lock_};
    auto one = std::move(letters_.front());
    letters_.pop();
    return one;
  }

 private:
  std::mutex lock_;
  std::queue<letter> letters_;
  std::counting_semaphore<> count_{0};
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  if (chunk && *chunk < 1)
    throw std::invalid_argument{"no chunk without items"};
  if (items.empty()) return {};
  const std::size_t step = chunk.value_or(
      (items.size() - 1) / (4 * static_cast<std::size_t>(pool.workers())) + 1);
  const auto box = std::make_shared<letter_box>();
  std::size_t letters = 0;
  for (std::size_t from = 0, to = 0; from < items.size(); from = to) {
    to = items.size() - from > step ? from + step : items.size();
    try {
      pool.submit({items.begin() + static_cast<std::ptrdiff_t>(from),
                   items.begin() + static_cast<std::ptrdiff_t>(to)},
                  [box, from](pool_map::outcome came) {
                    box->drop({from, std::move(came)});
                  });
    } catch (...) {
      box->drop({from, std::current_exception()});
      to = items.size();
    }
    ++letters;
  }
  std::map<std::size_t, pool_map::outcome> sorted;
  for (; letters > 0; --letters) {
    auto one = box->take();
    sorted[one.from] = std::move(one.came);
  }
  std::vector<int> results;
  for (const auto& [from, came] : sorted) {
    if (std::holds_alternative<std::exception_ptr>(came)) {
      std::rethrow_exception(std::get<std::exception_ptr>(came));
    }
    const auto& its = std::get<std::vector<int>>(came);
    results.insert(results.end(), its.begin(), its.end());
  }
  return results;
}

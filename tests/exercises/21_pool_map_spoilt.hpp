#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "answer.hpp"

// What wrong answers of exercise 21 share: all that is right in them.
namespace spoilt {

using pool_map::outcome;
using pool_map::worker_pool;
using ints = std::vector<int>;
using size = std::optional<std::size_t>;

inline std::size_t ceiling_of(std::size_t count, std::size_t parts) {
  return count / parts + (count % parts == 0 ? 0 : 1);
}

/// A right call of map, in steps that a wrong one replaces.
class right_map : public std::enable_shared_from_this<right_map> {
 public:
  right_map(worker_pool& pool, const ints& items, size chunk)
      : pool_{pool}, items_{items}, chunk_{chunk} {}
  right_map(const right_map&) = delete;
  right_map& operator=(const right_map&) = delete;
  virtual ~right_map() = default;

  virtual ints run() {
    refuse();
    if (items_.empty()) {
      return {};
    }
    submit_all();
    std::unique_lock hold{lock_};
    wait(hold);
    return collect();
  }

 protected:
  virtual void refuse() {
    if (chunk_ == 0) {
      throw std::invalid_argument{"chunks of 0"};
    }
  }
  virtual std::size_t default_chunk() {
    return ceiling_of(items_.size(), 4 * workers());
  }
  virtual std::size_t chunk_size() {
    return chunk_ ? *chunk_ : default_chunk();
  }
  virtual void submit_all() {
    const auto step = chunk_size();
    const auto chunks = ceiling_of(items_.size(), step);
    for (std::size_t i = 0; i < chunks && !refused_; ++i) {
      const auto begin = i * step;
      submit_one(cut(begin, begin + std::min(step, items_.size() - begin)));
    }
  }
  virtual void submit_one(ints chunk) {
    std::size_t place = 0;
    {
      const std::lock_guard hold{lock_};
      place = came_.size();
      came_.emplace_back();
    }
    try {
      pool_.submit(std::move(chunk),
                   [self = shared_from_this(), place](outcome came) {
                     self->put(place, std::move(came));
                   });
    } catch (...) {
      refused(place);
    }
  }
  virtual void refused(std::size_t place) {
    refused_ = true;
    put(place, std::current_exception());
  }
  virtual void put(std::size_t place, outcome came) {
    const std::lock_guard hold{lock_};
    came_[place] = std::move(came);
    changed_.notify_all();
  }
  virtual bool is_over() {
    return std::ranges::all_of(came_,
                               [](const auto& one) { return one.has_value(); });
  }
  virtual void wait(std::unique_lock<std::mutex>& hold) {
    changed_.wait(hold, [this] { return is_over(); });
  }
  virtual ints collect() {
    ints results;
    for (const auto& one : came_) {
      take(one.value(), results);
    }
    return results;
  }
  virtual void take(const outcome& came, ints& results) {
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    const auto& its = std::get<ints>(came);
    results.insert(results.end(), its.begin(), its.end());
  }

  [[nodiscard]] std::size_t workers() const {
    return static_cast<std::size_t>(pool_.workers());
  }
  [[nodiscard]] ints cut(std::size_t begin, std::size_t end) const {
    return {items_.begin() + static_cast<std::ptrdiff_t>(begin),
            items_.begin() + static_cast<std::ptrdiff_t>(end)};
  }

  worker_pool& pool_;
  const ints& items_;
  size chunk_;
  bool refused_ = false;
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<std::optional<outcome>> came_;
};

template <class Map>
ints run(worker_pool& pool, const ints& items, size chunk) {
  return std::make_shared<Map>(pool, items, chunk)->run();
}

}  // namespace spoilt

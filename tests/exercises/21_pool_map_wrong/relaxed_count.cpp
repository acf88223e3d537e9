// REJECTED BY: data_race
// The count is atomic, but orders nothing: outcomes may be seen later.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <atomic>

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    came_.resize(spoilt::ceiling_of(items_.size(), chunk_size()));
    right_map::submit_all();
    ++arrived_;
    arrived_.notify_all();
  }
  void submit_one(ints chunk) override {
    const auto place = submitted_++;
    try {
      pool_.submit(std::move(chunk),
                   [self = shared_from_this(), this, place](outcome came) {
                     put(place, std::move(came));
                   });
    } catch (...) {
      refused_ = true;
      came_.resize(submitted_);
      came_[place] = std::current_exception();
      arrived_.fetch_add(1, std::memory_order_relaxed);
    }
  }
  void put(std::size_t place, outcome came) override {
    came_[place] = std::move(came);  // races
    arrived_.fetch_add(1, std::memory_order_relaxed);
    arrived_.notify_all();
  }
  void wait(std::unique_lock<std::mutex>& /*hold*/) override {
    for (auto seen = arrived_.load(std::memory_order_relaxed);
         seen <= submitted_; seen = arrived_.load(std::memory_order_relaxed)) {
      arrived_.wait(seen, std::memory_order_relaxed);
    }
  }
  ints collect() override {
    ints results;
    for (const auto& one : came_) {
      take(outcome{*one}, results);  // races
    }
    return results;
  }

 private:
  std::atomic<std::size_t> arrived_{0};
  std::size_t submitted_ = 0;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}

// REJECTED BY: data_race
// Each outcome has a place of its own, and needs no lock. So it seems of the
// flags, too, but these are bits, of which a word holds many.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <atomic>

namespace {

using spoilt::ints;
using spoilt::outcome;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_all() override {
    const auto chunks = spoilt::ceiling_of(items_.size(), chunk_size());
    came_.resize(chunks);
    is_there_.resize(chunks);
    right_map::submit_all();
    one_arrived();
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
      put(place, std::current_exception());
    }
  }
  void put(std::size_t place, outcome came) override {
    came_[place] = std::move(came);
    is_there_[place] = true;  // races
    one_arrived();
  }
  void wait(std::unique_lock<std::mutex>& /*hold*/) override {
    for (auto seen = arrived_.load(); seen <= submitted_;
         seen = arrived_.load()) {
      arrived_.wait(seen);
    }
  }
  ints collect() override {
    ints results;
    for (std::size_t i = 0; i < submitted_; ++i) {
      if (is_there_[i]) {
        take(came_[i].value(), results);
      }
    }
    return results;
  }

 private:
  void one_arrived() {
    ++arrived_;
    arrived_.notify_all();
  }
  std::atomic<std::size_t> arrived_{0};
  std::size_t submitted_ = 0;
  std::vector<bool> is_there_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}

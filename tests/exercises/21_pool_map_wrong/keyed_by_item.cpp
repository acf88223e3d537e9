// REJECTED BY: any_number
// Finds the place of results by the first item of their chunk: items may be
// equal.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <map>

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void submit_one(ints chunk) override {
    const auto key = chunk.front();
    {
      const std::lock_guard hold{lock_};
      if (place_of_.contains(key)) {
        came_.emplace_back(ints{});
        return;
      }
      place_of_[key] = came_.size();
    }
    right_map::submit_one(std::move(chunk));
  }

 private:
  std::map<int, std::size_t> place_of_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}

// REJECTED BY: any_number
// Submits a chunk that is equal to an earlier one only once.
#include "tests/exercises/21_pool_map_spoilt.hpp"

#include <map>

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 public:
  ints run() override {
    refuse();
    submit_all();
    std::unique_lock hold{lock_};
    wait(hold);
    ints results;
    for (const auto& one : order_) {
      take(came_[place_of_[one]].value(), results);
    }
    return results;
  }

 protected:
  void submit_one(ints chunk) override {
    order_.push_back(chunk);
    if (place_of_.try_emplace(chunk, came_.size()).second) {
      right_map::submit_one(std::move(chunk));
    }
  }
  void submit_all() override {
    if (!items_.empty()) {
      right_map::submit_all();
    }
  }

 private:
  std::map<ints, std::size_t> place_of_;
  std::vector<ints> order_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}

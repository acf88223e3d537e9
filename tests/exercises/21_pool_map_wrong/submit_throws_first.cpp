// REJECTED BY: submit_throws
// What submit throws comes before a failure of an earlier chunk.
#include "tests/exercises/21_pool_map_spoilt.hpp"

namespace {

using spoilt::ints;

class wrong final : public spoilt::right_map {
  using right_map::right_map;

 protected:
  void refused(std::size_t place) override {
    why_ = std::current_exception();
    right_map::refused(place);
  }
  ints collect() override {
    if (why_) {
      std::rethrow_exception(why_);
    }
    return right_map::collect();
  }

 private:
  std::exception_ptr why_;
};

}  // namespace

std::vector<int> pool_map::map(worker_pool& pool, const std::vector<int>& items,
                               std::optional<std::size_t> chunk) {
  return spoilt::run<wrong>(pool, items, chunk);
}

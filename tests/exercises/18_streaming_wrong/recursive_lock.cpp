// REJECTED BY: done_never_waits
// Holds its lock while it submits; `done` within submit passes, as the lock is
// recursive, and any other thread waits.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void fill() override {
    const std::lock_guard all{outer_};
    right_window::fill();
  }
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard all{outer_};
    right_window::put(here, std::move(came));
  }

 private:
  std::recursive_mutex outer_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

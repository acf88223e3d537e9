// REJECTED BY: failed_task
// A failure that is there goes before results that are not.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <algorithm>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void wait(std::unique_lock<std::mutex>& hold) override {
    changed_.wait(hold, [this] {
      return failure() != unread_.end() || unread_.front()->came;
    });
  }
  spoilt::outcome take() override {
    const auto at = failure() == unread_.end() ? unread_.begin() : failure();
    auto came = std::move((*at)->came).value();
    unread_.erase(at);
    return came;
  }

 private:
  std::deque<spoilt::place_ptr>::iterator failure() {
    return std::ranges::find_if(unread_, [](const auto& one) {
      return one->came &&
             std::holds_alternative<std::exception_ptr>(*one->came);
    });
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

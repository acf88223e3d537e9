// REJECTED BY: any_number
// Looks results up by their input, as if no two were equal.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <map>

namespace {

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, const spoilt::source& from,
        const spoilt::submitter& submit)
      : right_window{k,
                     [this, from] {
                       const auto input = from();
                       if (input) {
                         inputs_.push_back(*input);
                       }
                       return input;
                     },
                     submit} {}

 protected:
  void put(const spoilt::place_ptr& here, spoilt::outcome came) override {
    const std::lock_guard hold{lock_};
    for (std::size_t i = 0; i < unread_.size(); ++i) {
      if (unread_[i] == here) {
        came_.insert_or_assign(inputs_[given_ + i], std::move(came));
        break;
      }
    }
    changed_.notify_all();
  }
  void wait(std::unique_lock<std::mutex>& hold) override {
    changed_.wait(hold, [this] {
      return unread_.front()->came || came_.contains(inputs_[given_]);
    });
  }
  spoilt::outcome take() override {
    if (unread_.front()->came) {
      return right_window::take();
    }
    unread_.pop_front();
    return came_.extract(inputs_[given_++]).mapped();
  }

 private:
  std::deque<int> inputs_;
  std::map<int, spoilt::outcome> came_;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

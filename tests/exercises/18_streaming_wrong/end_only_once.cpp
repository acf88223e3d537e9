// REJECTED BY: every_result_and_the_end
// Whoever asks once more after the end waits for ever.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 public:
  std::optional<int> next() override {
    const auto result = right_window::next();
    if (!result) {
      std::unique_lock hold{lock_};
      changed_.wait(hold, [this] { return !std::exchange(ended_, true); });
    }
    return result;
  }

 private:
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

// REJECTED BY: as_soon_as_it_is_there
// Does not fill the window while results are there to be given.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void fill() override {
    {
      const std::lock_guard hold{lock_};
      if (!unread_.empty() && unread_.front()->came) {
        return;
      }
    }
    right_window::fill();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

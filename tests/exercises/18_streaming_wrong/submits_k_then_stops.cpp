// REJECTED BY: as_soon_as_it_is_there
// Fills the window once.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void fill() override {
    if (!filled_) {
      right_window::fill();
    }
    filled_ = true;
  }

 private:
  bool filled_ = false;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

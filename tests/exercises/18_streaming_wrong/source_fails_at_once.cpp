// REJECTED BY: source_throws
// What the source throws comes out at once, before results of earlier inputs.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void failed(const spoilt::place_ptr& here, bool added) override {
    over_ = true;
    if (!added) {
      throw;
    }
    right_window::failed(here, added);
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

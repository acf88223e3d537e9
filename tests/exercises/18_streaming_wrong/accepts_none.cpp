// REJECTED BY: refused
// Takes a window of 0 for one of 1.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k == 0 ? 1 : k, std::move(from),
                             std::move(submit));
}

// REJECTED BY: refused
// Refuses a window of 0 when somebody reads.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 public:
  std::optional<int> next() override {
    spoilt::refuse(k_);
    return right_window::next();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return std::make_unique<wrong>(k, std::move(from), std::move(submit));
}

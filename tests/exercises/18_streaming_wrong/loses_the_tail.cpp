// REJECTED BY: in_order
// The end of the inputs is the end of the results.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 public:
  std::optional<int> next() override {
    fill();
    return over_ ? std::nullopt : right_window::next();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

// REJECTED BY: huge_window
// Makes all k places beforehand.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <vector>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void fill() override {
    ring_.resize(k_);
    right_window::fill();
  }

 private:
  std::vector<spoilt::place_ptr> ring_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

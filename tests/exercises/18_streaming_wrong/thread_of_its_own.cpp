// REJECTED BY: first_wait
// Has a thread that draws and submits.
#include "tests/exercises/18_streaming_spoilt.hpp"

#include <thread>

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  void fill() override {
    std::thread{[this] { right_window::fill(); }}.join();
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

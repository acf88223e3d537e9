// REJECTED BY: failed_task
// Throws a new exception with the words of what was thrown.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
  using right_window::right_window;

 protected:
  std::optional<int> give(spoilt::outcome came,
                          std::unique_lock<std::mutex>& hold) override {
    try {
      return right_window::give(std::move(came), hold);
    } catch (const std::exception& error) {
      throw std::runtime_error{error.what()};
    } catch (...) {
      throw std::runtime_error{"the task failed"};
    }
  }
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

// REJECTED BY: data_race
// A spin lock that orders nothing on the way out that an exception takes.
#include "answer.hpp"

#include <atomic>
#include <thread>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    while (held_.exchange(true, std::memory_order_acquire)) {
      std::this_thread::yield();
    }
    try {
      const int result = todo.inside();
      held_.store(false, std::memory_order_release);
      return result;
    } catch (...) {
      held_.store(false, std::memory_order_relaxed);
      throw;
    }
  }

 private:
  std::atomic<bool> held_{false};
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

// A spin lock, with try and catch.
#include "answer.hpp"

#include <atomic>
#include <thread>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    while (held_.test_and_set(std::memory_order_acquire)) {
      std::this_thread::yield();
    }
    try {
      const int result = todo.inside();
      held_.clear(std::memory_order_release);
      return result;
    } catch (...) {
      held_.clear(std::memory_order_release);
      throw;
    }
  }

 private:
  std::atomic_flag held_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

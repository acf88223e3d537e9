// REJECTED BY: exception_outside
// Frees the lock when outside throws, too, though another one has it.
#include "answer.hpp"

#include <atomic>
#include <thread>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    try {
      todo.outside();
      while (held_.exchange(true)) {
        std::this_thread::yield();
      }
      const int result = todo.inside();
      held_ = false;
      return result;
    } catch (...) {
      held_ = false;
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

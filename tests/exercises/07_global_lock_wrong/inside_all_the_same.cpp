// REJECTED BY: exception_outside
// Runs inside though outside threw.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    try {
      todo.outside();
    } catch (...) {
      const std::lock_guard hold{lock_};
      todo.inside();
      throw;
    }
    const std::lock_guard hold{lock_};
    return todo.inside();
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

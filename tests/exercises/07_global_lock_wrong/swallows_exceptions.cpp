// REJECTED BY: exception_inside
// Turns an exception into a result.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    const std::lock_guard hold{lock_};
    try {
      return todo.inside();
    } catch (...) {
      return -1;
    }
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

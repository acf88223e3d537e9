// REJECTED BY: deadlock
// Forgets to unlock.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    lock_.lock();
    return todo.inside();
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

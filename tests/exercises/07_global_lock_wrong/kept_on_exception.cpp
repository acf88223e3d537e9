// REJECTED BY: exception_inside
// Unlocks in a line of its own, which an exception passes by.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    lock_.lock();
    const int result = todo.inside();
    lock_.unlock();
    return result;
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

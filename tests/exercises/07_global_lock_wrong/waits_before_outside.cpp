// REJECTED BY: outside_beside_inside
// Waits for the lock and drops it, before outside, which needs no lock.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    { const std::lock_guard wait{lock_}; }
    todo.outside();
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

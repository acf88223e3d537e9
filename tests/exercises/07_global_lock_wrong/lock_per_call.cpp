// REJECTED BY: occupancy
// Each call makes a lock, so nobody else can hold it.
#include "answer.hpp"

#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    std::mutex lock;
    todo.outside();
    const std::lock_guard hold{lock};
    return todo.inside();
  }
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

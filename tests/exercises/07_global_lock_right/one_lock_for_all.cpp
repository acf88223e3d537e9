// One lock for every interpreter of the process.
#include "answer.hpp"

#include <mutex>

namespace {

std::mutex global_lock_of_all;

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    const std::lock_guard hold{global_lock_of_all};
    return todo.inside();
  }
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

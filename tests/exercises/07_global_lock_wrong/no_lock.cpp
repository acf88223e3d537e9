// REJECTED BY: occupancy
// Takes no lock at all.
#include "answer.hpp"

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    return todo.inside();
  }
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

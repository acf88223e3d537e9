// REJECTED BY: exception_inside
// Releases once more on an exception: after that, two get in.
#include "answer.hpp"

#include <semaphore>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    one_.acquire();
    const given_back at_the_end{one_};
    try {
      return todo.inside();
    } catch (...) {
      one_.release();
      throw;
    }
  }

 private:
  using semaphore = std::counting_semaphore<>;
  struct given_back {
    semaphore& one;
    ~given_back() { one.release(); }
  };
  semaphore one_{1};
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

// A semaphore of one, given back by a destructor.
#include "answer.hpp"

#include <semaphore>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    one_.acquire();
    const given_back at_the_end{one_};
    return todo.inside();
  }

 private:
  struct given_back {
    std::binary_semaphore& one;
    ~given_back() { one.release(); }
  };
  std::binary_semaphore one_{1};
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

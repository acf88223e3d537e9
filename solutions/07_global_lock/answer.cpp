#include "answer.hpp"

#include <mutex>

namespace {

class locked_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    const std::lock_guard hold{lock_};  // lets go on every way out
    return todo.inside();
  }

 private:
  std::mutex lock_;  // one for all threads
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<locked_interpreter>();
}

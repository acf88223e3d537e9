// REJECTED BY: exception_inside
// Unlocks for standard exceptions, and for no others.
#include "answer.hpp"

#include <exception>
#include <mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    lock_.lock();
    try {
      const int result = todo.inside();
      lock_.unlock();
      return result;
    } catch (const std::exception&) {
      lock_.unlock();
      throw;
    }
  }

 private:
  std::mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

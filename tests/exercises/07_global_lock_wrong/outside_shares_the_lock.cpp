// REJECTED BY: outside_beside_inside
// Outside phases meet, yet each waits while somebody is inside.
#include "answer.hpp"

#include <shared_mutex>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    {
      const std::shared_lock hold{lock_};
      todo.outside();
    }
    const std::lock_guard hold{lock_};
    return todo.inside();
  }

 private:
  std::shared_mutex lock_;
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

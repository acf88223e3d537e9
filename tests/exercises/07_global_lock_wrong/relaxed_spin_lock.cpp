// REJECTED BY: data_race
// A spin lock that orders nothing: what one thread wrote need not be seen.
#include "answer.hpp"

#include <atomic>
#include <thread>

namespace {

class my_interpreter : public global_lock::interpreter {
 public:
  int run(const global_lock::job& todo) override {
    todo.outside();
    while (held_.exchange(true, std::memory_order_relaxed)) {
      std::this_thread::yield();
    }
    const letting_go at_the_end{held_};
    return todo.inside();  // races
  }

 private:
  struct letting_go {
    std::atomic<bool>& held;
    ~letting_go() { held.store(false, std::memory_order_relaxed); }
  };
  std::atomic<bool> held_{false};
};

}  // namespace

std::unique_ptr<global_lock::interpreter> global_lock::make_interpreter() {
  return std::make_unique<my_interpreter>();
}

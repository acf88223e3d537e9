// REJECTED BY: data_race
// The first look at the pointer is outside of the lock.
#include <memory>
#include <mutex>
#include <thread>

#include "answer.hpp"

namespace {

std::mutex lock;
int* table = nullptr;

void make_once() {
  if (table == nullptr) {  // races
    const std::lock_guard guard{lock};
    if (table == nullptr) {
      table = new int{42};  // races
    }
  }
}

}  // namespace

void races::answer() {
  std::thread one{make_once};
  std::thread other{make_once};
  one.join();
  other.join();
  delete table;
}

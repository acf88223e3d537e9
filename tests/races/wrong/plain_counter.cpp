// REJECTED BY: data_race
// Two threads count in a plain int.
#include <thread>

#include "answer.hpp"

namespace {

int count = 0;

void work() {
  for (int i = 0; i < 100; ++i) {
    ++count;  // races
  }
}

}  // namespace

void races::answer() {
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
}

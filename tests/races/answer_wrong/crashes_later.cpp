// REJECTED BY: data_race
// The race is told, though the answer does not come to its end after it.
#include <csignal>
#include <thread>

#include "answer.hpp"

void races::answer() {
  int count = 0;
  std::thread other{[&] {
    ++count;  // races
  }};
  ++count;  // races
  other.join();
  std::raise(SIGSEGV);
}

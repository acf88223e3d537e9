// REJECTED BY: data_race
// One side is atomic, the other is not.
#include <atomic>
#include <thread>

#include "answer.hpp"

void races::answer() {
  int count = 0;
  std::thread other{[&] {
    std::atomic_ref{count}.fetch_add(1);  // races
  }};
  ++count;  // races
  other.join();
}

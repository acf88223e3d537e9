// REJECTED BY: data_race
// volatile as if it were atomic.
#include <thread>

#include "answer.hpp"

void races::answer() {
  volatile int count = 0;
  const auto work = [&] {
    for (int i = 0; i < 100; ++i) {
      count = count + 1;  // races
    }
  };
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
}

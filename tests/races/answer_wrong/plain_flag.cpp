// REJECTED BY: data_race
// A plain bool says that the result is there.
#include <chrono>
#include <thread>

#include "answer.hpp"

void races::answer() {
  bool done = false;
  std::thread worker{[&] {
    done = true;  // races
  }};
  for (int i = 0; i < 1000; ++i) {
    if (done) {  // races
      break;
    }
    std::this_thread::sleep_for(std::chrono::microseconds{100});
  }
  worker.join();
}

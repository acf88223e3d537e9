// REJECTED BY: data_race
// Two threads append to one vector. Enough is reserved, so that none crashes.
#include <thread>
#include <vector>

#include "answer.hpp"

void races::answer() {
  std::vector<int> results;
  results.reserve(64);
  const auto work = [&] {
    for (int i = 0; i < 20; ++i) {
      results.push_back(i);  // races
    }
  };
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
}

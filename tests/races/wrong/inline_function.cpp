// REJECTED BY: data_race
// The race is in an inline function of a header that two threads call.
#include <thread>

#include "answer.hpp"
#include "plain_count.hpp"

void races::answer() {
  plain_count count;
  std::thread other{[&] {
    count.add();  // races
  }};
  count.add();  // races
  other.join();
}

// REJECTED BY: data_race
// The race is in an inline function of a header that two threads call.
#include <thread>

#include "answer.hpp"
#include "plain_count.hpp"

namespace {

races::plain_count count;

}  // namespace

void races::answer() {
  std::thread other{[] {
    count.add();  // races
  }};
  count.add();  // races
  other.join();
}

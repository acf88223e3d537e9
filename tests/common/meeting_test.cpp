#include "common/workers/meeting.hpp"

#include <thread>

#include "tests/catch.hpp"

TEST_CASE("who waits for others goes on when they come, or when one gave up") {
  tandem::meeting place;
  bool met = false;
  std::thread one{[&] { met = tandem::meet(place, 2); }};
  CHECK(tandem::meet(place, 2));
  one.join();
  CHECK(met);
  CHECK(place.given_up == 0);
  tandem::meeting left{.arrived = 0, .given_up = 1};
  CHECK_FALSE(tandem::meet(left, 2));
}

TEST_CASE("one can arrive first and wait later") {
  tandem::meeting place;
  tandem::arrive(place);
  tandem::arrive(place);
  CHECK(tandem::wait_for_all(place, 2));
}

#include "common/timing/fake_clock.hpp"

#include <vector>

#include "tests/catch.hpp"

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

TEST_CASE("a fake clock shows whole ticks only") {
  tandem::fake_clock clock{{.tick = milliseconds{10}}};
  const auto start = clock.now();
  clock.pass(milliseconds{9});
  CHECK(clock.now() == start);
  clock.pass(milliseconds{1});
  CHECK(clock.now() == start + milliseconds{10});
  clock.pass(milliseconds{25});
  CHECK(clock.now() == start + milliseconds{30});
}

TEST_CASE("a clock may begin anywhere, below zero too") {
  tandem::fake_clock clock{
      {.tick = milliseconds{10}, .start = milliseconds{-25}}};
  CHECK(clock.now() == milliseconds{-30});
  clock.pass(milliseconds{20});
  CHECK(clock.now() == milliseconds{-10});
  clock.pass(milliseconds{20});
  CHECK(clock.now() == milliseconds{10});
}

TEST_CASE("each reading takes its time, and is counted") {
  tandem::fake_clock clock{{.per_reading = nanoseconds{7}}};
  const auto first = clock.now();
  CHECK(clock.now() == first + nanoseconds{7});
  CHECK(clock.readings() == 2);
}

TEST_CASE("a step may leave ticks out") {
  tandem::fake_clock clock{{.tick = milliseconds{1},
                            .per_reading = milliseconds{1},
                            .skips = [](int k) { return k == 2 ? 3 : 0; }}};
  std::vector<nanoseconds> steps;
  auto before = clock.now();  // step 1
  for (int i = 0; i < 3; ++i) {
    const auto now = clock.now();
    steps.push_back(now - before);
    before = now;
  }
  CHECK(steps == std::vector<nanoseconds>{milliseconds{4}, milliseconds{1},
                                          milliseconds{1}});
}

TEST_CASE("a clock can be set back and forward") {
  tandem::fake_clock clock{{}};
  const auto start = clock.now();
  clock.step(std::chrono::hours{-1});
  CHECK(clock.now() == start - std::chrono::hours{1});
  clock.step(std::chrono::hours{2});
  CHECK(clock.now() == start + std::chrono::hours{1});
}

TEST_CASE("a slewed clock runs at another rate from then on") {
  tandem::fake_clock clock{{}};
  const auto start = clock.now();
  clock.slew(1.5);
  clock.pass(milliseconds{10});
  CHECK(clock.now() == start + milliseconds{15});
  clock.slew(0.5);
  clock.pass(milliseconds{10});
  CHECK(clock.now() == start + milliseconds{20});
}

TEST_CASE("impossible clocks are refused, with what was given and is allowed") {
  CHECK_THROWS_WITH(tandem::fake_clock({.tick = nanoseconds{0}}),
                    "fake_clock: tick is 0 ns, allowed is 1 ns or more");
  CHECK_THROWS_WITH(
      tandem::fake_clock({.per_reading = nanoseconds{-1}}),
      "fake_clock: per_reading is -1 ns, allowed is 0 ns or more");
  CHECK_THROWS_AS(tandem::fake_clock{{}}.slew(0), std::invalid_argument);
}

#include "common/timing/clock_catalogue.hpp"

#include <algorithm>
#include <boost/chrono.hpp>
#include <boost/timer/timer.hpp>
#include <boost/version.hpp>

#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

tandem::catalogued_clock clock_named(const std::string& name) {
  const auto all = tandem::clock_catalogue();
  const auto found = std::find_if(
      all.begin(), all.end(),
      [&](const auto& clock) { return clock.reader.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

/// Two names mean one clock if a reading of the one always lies between two
/// readings of the other. `unit` is how coarsely the second name counts.
template <class Alias>
bool reads_the_same(const std::string& name, Alias alias,
                    nanoseconds unit = nanoseconds{0}) {
  const auto clock = clock_named(name).reader;
  for (int i = 0; i < 100; ++i) {
    const auto before = clock.now();
    const nanoseconds between = alias();
    const auto after = clock.now();
    if (between < before - unit || between > after) {
      return false;
    }
  }
  return true;
}

template <class Clock>
nanoseconds since_epoch() {
  return nanoseconds{Clock::now().time_since_epoch().count()};
}

}  // namespace

TEST_CASE("every clock of the course is there, and is read") {
  for (const auto* name :
       {"CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_MONOTONIC_RAW",
        "CLOCK_REALTIME_COARSE", "CLOCK_MONOTONIC_COARSE", "CLOCK_BOOTTIME",
        "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID", "clock()",
        "times()"}) {
    const auto clock = clock_named(name);
    INFO(name);
    CHECK(clock.reader.declared >= nanoseconds{1});
    const auto before = clock.reader.now();
    tandem::burn_cpu(milliseconds{25});
    CHECK(clock.reader.now() > before);
  }
}

TEST_CASE("std::chrono's names are names of these clocks") {
  CHECK(
      reads_the_same("CLOCK_REALTIME", since_epoch<std::chrono::system_clock>));
  CHECK(reads_the_same("CLOCK_MONOTONIC",
                       since_epoch<std::chrono::steady_clock>));
  const bool named_at_real =
      clock_named("CLOCK_REALTIME").std_chrono.find("high_resolution_clock") !=
      std::string::npos;
  CHECK(reads_the_same(named_at_real ? "CLOCK_REALTIME" : "CLOCK_MONOTONIC",
                       since_epoch<std::chrono::high_resolution_clock>));
}

TEST_CASE("Boost.Chrono's names are names of these clocks") {
  using boost::chrono::process_cpu_clock;
  CHECK(reads_the_same("CLOCK_REALTIME",
                       since_epoch<boost::chrono::system_clock>));
  CHECK(reads_the_same("CLOCK_MONOTONIC",
                       since_epoch<boost::chrono::steady_clock>));
  CHECK(reads_the_same("CLOCK_MONOTONIC",
                       since_epoch<boost::chrono::high_resolution_clock>));
  CHECK(reads_the_same("CLOCK_THREAD_CPUTIME_ID",
                       since_epoch<boost::chrono::thread_clock>));
  CHECK(reads_the_same("times()", [] {
    const auto times = process_cpu_clock::now().time_since_epoch().count();
    return nanoseconds{times.user + times.system};
  }));
}

TEST_CASE("Boost.Timer counts CPU time as times() does") {
  const auto clock = clock_named("times()").reader;
  const auto before = clock.now();
  const boost::timer::cpu_timer timer;
  tandem::burn_cpu(milliseconds{60});
  const auto boost_times = timer.elapsed();
  const auto span = clock.now() - before;
  const nanoseconds boost_cpu{boost_times.user + boost_times.system};
  CHECK(boost_cpu.count() % clock.declared.count() == 0);
  CHECK(boost_cpu <= span);
  CHECK(boost_cpu >= milliseconds{40});
}

TEST_CASE(
    "the catalogue names the clock that Boost.Timer reads for wall time") {
  const auto of_monotonic = clock_named("CLOCK_MONOTONIC").boost_timer;
  const auto wall_tick = [] {
    // 64 spans of a few microseconds: a clock of 10 ms ticks shows 0 or 10 ms.
    bool only_whole_ticks = true;
    for (int i = 0; i < 64; ++i) {
      const boost::timer::cpu_timer timer;
      tandem::work(1'000);
      only_whole_ticks =
          only_whole_ticks && timer.elapsed().wall % 10'000'000 == 0;
    }
    return only_whole_ticks;
  }();
  CHECK((of_monotonic == "cpu_timer (wall)") == !wall_tick);
}

TEST_CASE("a tick is the smallest step seen, and none if there was none") {
  int reading = 0;
  const tandem::clock_reader uneven{
      "uneven", nanoseconds{1}, [&] {
        constexpr int times[] = {0, 0, 30, 30, 40, 60, 60};
        return nanoseconds{times[std::min(reading++, 6)]};
      }};
  const auto seen = tandem::observe(uneven, 3, std::chrono::seconds{1});
  CHECK(seen.tick == nanoseconds{10});
  CHECK(seen.steps == 3);

  const tandem::clock_reader still{"still", nanoseconds{1},
                                   [] { return nanoseconds{5}; }};
  CHECK_FALSE(tandem::observe(still, 3, milliseconds{1}).tick);
}

TEST_CASE("the cost of a reading is positive") {
  const auto seen = tandem::observe(clock_named("CLOCK_MONOTONIC").reader, 3,
                                    milliseconds{1});
  CHECK(seen.cost_ns > 0);
}

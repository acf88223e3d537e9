#include "common/timing/timeit.hpp"

#include <stdexcept>
#include <string>

#include "common/timing/fake_clock.hpp"
#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using tandem::per_call;

/// A clock that only our statement and our set-up move, and what they noted.
struct bench {
  tandem::fake_clock clock{{}};
  std::string log;
  nanoseconds cost = milliseconds{1};

  tandem::timing run(nanoseconds at_least, int repeat) {
    auto timer = clock.reader();
    timer.now = [this, now = timer.now] {
      log += 'C';
      return now();
    };
    return tandem::timeit(
        [this] {
          log += 'B';
          clock.pass(cost);
        },
        timer,
        {.setup =
             [this] {
               log += 'S';
               clock.pass(milliseconds{100});
             },
         .at_least = at_least,
         .repeat = repeat});
  }
};

}  // namespace

TEST_CASE("tries 1, 2, 5 calls, then repeats; set-up is not timed") {
  bench here;
  const auto seen = here.run(milliseconds{5}, 2);
  CHECK(here.log == "SCBCSCBBCSCBBBBBCSCBBBBBCSCBBBBBC");
  CHECK(seen.number == 5);
  CHECK(seen.repeats ==
        std::vector<nanoseconds>{milliseconds{5}, milliseconds{5}});
  CHECK(seen.minimum() == per_call{milliseconds{1}});
}

TEST_CASE("one call is enough where it takes long enough") {
  bench here;
  CHECK(here.run(milliseconds{1}, 3).number == 1);
  CHECK(here.log == "SCBCSCBCSCBCSCBC");
}

TEST_CASE("the numbers of calls are 1, 2 and 5 times powers of ten") {
  for (const auto& [at_least, number] :
       {std::pair{nanoseconds{2}, 2}, std::pair{nanoseconds{6}, 10},
        std::pair{nanoseconds{11}, 20}, std::pair{nanoseconds{21}, 50},
        std::pair{nanoseconds{51}, 100}, std::pair{nanoseconds{1'000}, 1'000},
        std::pair{nanoseconds{1'001}, 2'000}}) {
    bench here;
    here.cost = nanoseconds{1};
    CHECK(here.run(at_least, 1).number == number);
  }
}

TEST_CASE("minimum, mean and maximum are those of one call") {
  const tandem::timing seen{.number = 4,
                            .repeats = {nanoseconds{10}, nanoseconds{6},
                                        nanoseconds{5}, nanoseconds{9}}};
  CHECK(seen.minimum() == per_call{1.25});
  CHECK(seen.mean() == per_call{1.875});
  CHECK(seen.maximum() == per_call{2.5});
}

TEST_CASE("refuses no repeats, and trials of no length") {
  bench here;
  CHECK_THROWS_AS(here.run(milliseconds{0}, 1), std::invalid_argument);
  CHECK_THROWS_AS(here.run(milliseconds{-1}, 1), std::invalid_argument);
  CHECK_THROWS_AS(here.run(milliseconds{1}, 0), std::invalid_argument);
  CHECK(here.log.empty());
}

TEST_CASE("an exception of the statement passes through") {
  CHECK_THROWS_AS(tandem::timeit([] { throw std::domain_error{"mine"}; },
                                 tandem::system_clocks().monotonic),
                  std::domain_error);
}

TEST_CASE("on a real clock, a trial as long as asked is found") {
  const auto seen = tandem::timeit([] { tandem::work(1'000); },
                                   tandem::system_clocks().thread_cpu,
                                   {.at_least = milliseconds{1}, .repeat = 3});
  CHECK(seen.number > 1);
  CHECK(seen.repeats.size() == 3);
  CHECK(seen.minimum() > per_call{0});
  CHECK(seen.minimum() <= seen.mean());
  CHECK(seen.mean() <= seen.maximum());
}

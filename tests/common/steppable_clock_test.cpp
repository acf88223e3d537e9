#include "common/timing/steppable_clock.hpp"

#include <stdexcept>

#include "common/timing/fake_clock.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

}  // namespace

TEST_CASE("untouched, it shows what the clock underneath shows") {
  tandem::fake_clock real{{.name = "real", .declared = nanoseconds{7}}};
  const tandem::steppable_clock clock{real.reader()};
  CHECK(clock.now() == real.now());
  real.pass(nanoseconds{12'345});
  CHECK(clock.now() == real.now());
  CHECK(clock.reader().name == "real");
  CHECK(clock.reader().declared == nanoseconds{7});
  CHECK(clock.reader().now() == real.now());
}

TEST_CASE("a step moves it by just that, either way") {
  tandem::fake_clock real{{}};
  tandem::steppable_clock clock{real.reader()};
  clock.step(-hours{1});
  CHECK(clock.now() - real.now() == -hours{1});
  real.pass(milliseconds{5});
  CHECK(clock.now() - real.now() == -hours{1});
  clock.step(hours{3});
  CHECK(clock.now() - real.now() == hours{2});
}

TEST_CASE("a slew changes its rate and does not make it jump") {
  tandem::fake_clock real{{}};
  tandem::steppable_clock clock{real.reader()};
  real.pass(milliseconds{100});
  clock.slew(100'000);
  CHECK(clock.now() == real.now());
  real.pass(nanoseconds{1'234'567});
  CHECK(clock.now() - real.now() == nanoseconds{123'456});
  clock.slew(-200'000);
  CHECK(clock.now() - real.now() == nanoseconds{123'456});
  real.pass(milliseconds{1});
  CHECK(clock.now() - real.now() == nanoseconds{123'456 - 200'000});
  clock.step(milliseconds{4});
  clock.slew(0);
  real.pass(milliseconds{50});
  CHECK(clock.now() - real.now() ==
        milliseconds{4} + nanoseconds{123'456 - 200'000});
}

TEST_CASE("however slowly it runs, it never goes back") {
  for (const auto slew : {100'000, 1, -1, -300'000, -999'999}) {
    tandem::fake_clock real{{.per_reading = nanoseconds{1}}};
    tandem::steppable_clock clock{real.reader()};
    clock.slew(slew);
    auto before = clock.now();
    int steps_back = 0;
    for (int i = 0; i < 10'000; ++i) {
      const auto now = clock.now();
      steps_back += now < before ? 1 : 0;
      before = now;
    }
    CHECK(steps_back == 0);
  }
}

TEST_CASE("a slew is exact over years") {
  tandem::fake_clock real{{}};
  tandem::steppable_clock clock{real.reader()};
  clock.slew(100'000);
  real.pass(hours{50'000});
  CHECK(clock.now() - real.now() == hours{5'000});
}

TEST_CASE("a slew to standing still or below is refused") {
  tandem::fake_clock real{{}};
  tandem::steppable_clock clock{real.reader()};
  CHECK_THROWS_AS(clock.slew(-1'000'000), std::invalid_argument);
  CHECK_THROWS_AS(clock.slew(-2'000'000), std::invalid_argument);
  CHECK_NOTHROW(clock.slew(-999'999));
}

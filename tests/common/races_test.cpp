// What ThreadSanitizer itself finds is proven in tests/races/.

#include "common/teaching/races.hpp"

#include "tests/catch.hpp"

using tandem::check_outcome;
using tandem::check_verdict;

namespace {

check_outcome plain(check_verdict verdict) {
  check_outcome outcome;
  outcome.is = verdict;
  outcome.probes = 3;
  return outcome;
}

}  // namespace

TEST_CASE(
    "without a second program the plain verdict stands, nothing is said") {
  const auto seen = look_for_races(plain(check_verdict::right), {});
  CHECK(seen.is == check_verdict::right);
  CHECK(seen.races.empty());
  CHECK(tandem::exit_code(seen, true) == 0);
}

TEST_CASE("an answer that is not right is not looked at again") {
  for (const auto verdict : {check_verdict::wrong, check_verdict::not_started,
                             check_verdict::not_judged, check_verdict::fault}) {
    const auto seen = look_for_races(plain(verdict), {"/not/there", "", ""});
    CHECK(seen.is == verdict);
    CHECK(seen.races.empty());
  }
}

TEST_CASE("what cannot look for races leaves the plain verdict, and says why") {
  struct sample {
    tandem::races_program races;
    std::string says;
  };
  const std::vector<sample> samples{
      {{"", "", "no ThreadSanitizer"}, "not looked for: no ThreadSanitizer"},
      {{"/not/there", "", ""},
       "could not start here: /not/there: No such file"},
      {{"/bin/false", "", ""},
       "could not start here: the process ended with exit"},
  };
  for (const auto& [races, says] : samples) {
    const auto seen = look_for_races(plain(check_verdict::right), races);
    CHECK(seen.is == check_verdict::right);
    CHECK(seen.races_open);
    CHECK(seen.probes == 3);
    CHECK_THAT(seen.races, tests::contains(says));
    CHECK_THAT(to_text(seen, {"05_threads", "", ""}),
               tests::contains("RIGHT: 3 probes passed\n  races     "));
    CHECK(tandem::exit_code(seen, false) == 0);
    CHECK(tandem::exit_code(seen, true) == 1);
  }
}

#include "common/teaching/claim.hpp"

#include <limits>

#include "tests/catch.hpp"

using tandem::verdict;

TEST_CASE("a claim holds up to its bound and not beyond") {
  CHECK(tandem::at_most("a", "s", {0.1, ""}, 0.1).is == verdict::holds);
  CHECK(tandem::at_most("a", "s", {0.11, ""}, 0.1).is == verdict::violated);
  CHECK(tandem::at_least("a", "s", {0.1, ""}, 0.1).is == verdict::holds);
  CHECK(tandem::at_least("a", "s", {0.09, ""}, 0.1).is == verdict::violated);
}

TEST_CASE("a figure that was never measured decides nothing") {
  const auto nothing = std::numeric_limits<double>::quiet_NaN();
  const auto infinite = std::numeric_limits<double>::infinity();
  CHECK(tandem::at_most("a", "s", {nothing, ""}, 1).is ==
        verdict::inconclusive);
  CHECK(tandem::at_least("a", "s", {nothing, ""}, 1).is ==
        verdict::inconclusive);
  CHECK(tandem::at_least("a", "s", {infinite, ""}, 1).is ==
        verdict::inconclusive);
}

TEST_CASE("judge_if makes a claim inconclusive with the reason, or leaves it") {
  const auto claim = tandem::at_most("a", "s", {2, ""}, 1);
  CHECK(tandem::judge_if(true, "one CPU", claim).is == verdict::violated);
  const auto unjudged = tandem::judge_if(false, "one CPU", claim);
  CHECK(unjudged.is == verdict::inconclusive);
  CHECK(unjudged.reason == "one CPU");
}

TEST_CASE("a figure is told with its unit and its bound") {
  CHECK(describe_figure(tandem::at_most("a", "s", {0, "steps back"}, 0)) ==
        "0 steps back (at most 0)");
  CHECK(describe_figure(
            tandem::at_least("a", "s", {4'000'000, "times"}, 1'000)) ==
        "4000000 times (at least 1000)");
  CHECK(describe_figure(tandem::at_least("a", "s", {1.00345, ""}, 0.99)) ==
        "1.003 (at least 0.99)");
  CHECK(describe_figure(tandem::cannot_judge("a", "s", "one CPU only")) ==
        "cannot be judged here: one CPU only");
}

#include "common/teaching/check_outcome.hpp"

#include "tests/catch.hpp"

using tandem::check_outcome;
using tandem::check_verdict;

TEST_CASE("each verdict is told in its own words, in 80 columns") {
  const tandem::exercise_names about{"07_global_lock",
                                     "solutions/07_global_lock/answer.cpp",
                                     "lessons/08/README.md"};
  check_outcome outcome{.is = check_verdict::right,
                        .cause = "",
                        .what = {},
                        .reason = "",
                        .probes = 5,
                        .to_do = 0};
  CHECK(to_text(outcome, about) ==
        "\n07_global_lock  RIGHT: 5 probes passed\n"
        "  yours     exercises/07_global_lock/answer.cpp\n"
        "  ours      solutions/07_global_lock/answer.cpp\n"
        "  next      lessons/08/README.md\n");
  outcome.is = check_verdict::wrong;
  outcome.cause = "occupancy";
  outcome.what = {"at most 1 thread inside the lock", "3 inside at once", ""};
  CHECK(to_text(outcome, about) ==
        "\n07_global_lock  WRONG: occupancy\n"
        "  expected  at most 1 thread inside the lock\n"
        "  saw       3 inside at once\n"
        "  edit      exercises/07_global_lock/answer.cpp\n"
        "  again     meson test -C build 07_global_lock\n"
        "  hint      ./learn hint 07\n");
  outcome.what.saw = "3 inside at once\nthread 1  |##   |\nthread 2  | ##  |\n";
  CHECK_THAT(to_text(outcome, about),
             tests::contains("  saw       3 inside at once\n"
                             "            thread 1  |##   |\n"
                             "            thread 2  | ##  |\n  edit"));
  outcome.is = check_verdict::not_started;
  outcome.reason = "hold the lock";
  outcome.to_do = 2;
  CHECK(to_text(outcome, about) ==
        "07_global_lock  not finished: hold the lock (see "
        "exercises/07_global_lock)\n");
  outcome.to_do = outcome.probes;
  CHECK(to_text(outcome, about) ==
        "07_global_lock  not started: hold the lock (see "
        "exercises/07_global_lock)\n");
  outcome.is = check_verdict::not_judged;
  outcome.reason = "it was not over after 30 s";
  CHECK_THAT(to_text(outcome, about),
             tests::contains("CANNOT BE JUDGED HERE") &&
                 tests::contains("after 30 s"));
}

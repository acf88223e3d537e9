#include "common/teaching/judging.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::microseconds;
using tandem::verdict;

/// Judges a script of tries; the last one is repeated for ever.
struct scripted {
  std::vector<tandem::attempt> tries;
  std::size_t made = 0;

  tandem::claim judge() {
    constexpr tandem::bound wanted{tandem::relation::at_least, 1.5};
    return tandem::exists("a", "s", wanted, "CPUs",
                          tandem::try_until_decided(wanted, [this] {
                            return tries.at(std::min(made++, tries.size() - 1));
                          }));
  }
};

std::function<tandem::cpu_sample()> costs(microseconds cpu, bool fair = true) {
  return [=] { return tandem::cpu_sample{cpu, fair}; };
}

}  // namespace

TEST_CASE("TANDEM_STRICT is 0 or 1, or nothing") {
  const auto strict_with = [](const char* value) {
    setenv("TANDEM_STRICT", value, 1);
    return tandem::strict();
  };
  CHECK_FALSE(strict_with(""));
  CHECK_FALSE(strict_with("0"));
  CHECK(strict_with("1"));
  CHECK_THROWS_WITH(strict_with("yes"),
                    "TANDEM_STRICT is \"yes\"; allowed are 0 and 1");
  unsetenv("TANDEM_STRICT");
  CHECK_FALSE(tandem::strict());
}

TEST_CASE("invariant: one breach violates, no observation decides nothing") {
  CHECK(tandem::invariant("a", "s", 1000, 0, "").is == verdict::holds);
  CHECK(tandem::invariant("a", "s", 1000, 1, "").is == verdict::violated);
  CHECK(tandem::invariant("a", "s", 0, 0, "").is == verdict::inconclusive);
}

TEST_CASE("exists: the first fair success holds, and ends it") {
  scripted subject{{{1.0}, {1.2}, {1.6}}};
  CHECK(subject.judge().is == verdict::holds);
  CHECK(subject.made == 3);
}

TEST_CASE("exists: a success that was not fair does not count") {
  scripted subject{{{1.6, false, "an odd clock"}, {1.0}}};
  CHECK(subject.judge().is == verdict::violated);
}

TEST_CASE("exists: a broken subject is violated after five fair tries") {
  scripted subject{{{1.02, true, "it WAITED. Is a lock held?"}}};
  const auto claim = subject.judge();
  CHECK(claim.is == verdict::violated);
  CHECK(subject.made == 5);
  CHECK(claim.measured->value == 1.02);
  CHECK_THAT(claim.evidence, tests::contains("it WAITED") &&
                                 tests::contains("machine") &&
                                 tests::contains("  5  "));
}

TEST_CASE("exists: a starved subject is inconclusive after fifteen tries") {
  scripted subject{{{0.5, false, "preempted by others"}}};
  const auto claim = subject.judge();
  CHECK(claim.is == verdict::inconclusive);
  CHECK(subject.made == 15);
  CHECK_FALSE(claim.reason.empty());
}

TEST_CASE("exists: what was not tried cannot be judged") {
  CHECK(tandem::exists("a", "s", {}, "", {}).is == verdict::inconclusive);
}

TEST_CASE("CPUs used: a try is fair if the threads had the CPU") {
  using std::chrono::milliseconds;
  const auto two =
      tandem::cpus_used(milliseconds{20}, milliseconds{10}, milliseconds{20});
  CHECK(two.value == 2);
  CHECK(two.fair);
  CHECK_FALSE(
      tandem::cpus_used(milliseconds{20}, milliseconds{40}, milliseconds{40})
          .fair);
  CHECK_FALSE(tandem::cpus_used({}, milliseconds{1}, {}).fair);
}

TEST_CASE("cheaper: holds for an arm that is cheaper in spite of noise") {
  int round = 0;
  const auto noisy = [&] {
    return tandem::cpu_sample{microseconds{++round % 3 == 0 ? 10 : 90}, true};
  };
  const auto claim =
      tandem::cheaper("a", "s", 0.33, noisy, costs(microseconds{100}));
  CHECK(claim.is == verdict::holds);
}

TEST_CASE("cheaper: a broken arm is violated, a starved one inconclusive") {
  CHECK(tandem::cheaper("a", "s", 0.33, costs(microseconds{100}),
                        costs(microseconds{100}))
            .is == verdict::violated);
  CHECK(tandem::cheaper("a", "s", 0.33, costs(microseconds{100}, false),
                        costs(microseconds{100}))
            .is == verdict::inconclusive);
}

TEST_CASE("cheaper: work of one step to a hundred, on the real CPU clock") {
  const auto one = [] {
    return tandem::measure_cpu([] { tandem::work(10'000); });
  };
  const auto hundred = [] {
    return tandem::measure_cpu([] { tandem::work(1'000'000); });
  };
  CHECK(tandem::cheaper("a", "s", 0.1, one, hundred).is != verdict::violated);
  CHECK(tandem::cheaper("a", "s", 0.1, hundred, one).is != verdict::holds);
}

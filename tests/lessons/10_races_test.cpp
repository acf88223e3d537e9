#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using races::evidence;
using races::trial;
using tandem::verdict;

/// Evidence of ten runs each, in which every claim holds.
evidence good() {
  const trial always{.name = "loses", .runs = 10, .met = 10, .went_wrong = 10};
  const trial never{.name = "keeps", .runs = 10};
  return {.plain = always,
          .per_operation = always,
          .safe = never,
          .atomic = never,
          .checked_apart = always,
          .checked_in_one = never};
}

std::set<std::string> ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, races::claims(seen));
}

std::set<std::string> violated_after(
    const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

using ids = std::set<std::string>;

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = races::measure(races::make_locked, tandem::scale::quick);
  tests::require_no_violation(races::claims(seen));
  CHECK(seen.plain.met == seen.plain.runs);
  CHECK(seen.per_operation.met == seen.per_operation.runs);
  CHECK(seen.safe.met == 0);
  CHECK(seen.atomic.met == seen.atomic.runs);
  CHECK(races::prediction().right(seen) == 2);
}

TEST_CASE("a plain counter in the safe one's place loses, and only it") {
  const auto seen = races::measure(races::make_plain, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen) == ids{"mutex_never"});
}

TEST_CASE("an atomic one is as safe as a locked one") {
  const auto seen = races::measure(races::make_atomic, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen).empty());
}

TEST_CASE("the picture shows who did what first") {
  const auto seen = races::measure(races::make_locked, tandem::scale::quick);
  const auto does = [](const trial& tried) {
    std::vector<std::string> all;
    all.reserve(tried.first.size());
    for (const auto& one : tried.first) {
      all.push_back(one.does);
    }
    return all;
  };
  CHECK(does(seen.plain) ==
        std::vector<std::string>{"reads 0", "reads 0", "writes 1", "writes 1"});
  CHECK(does(seen.safe) ==
        std::vector<std::string>{"reads 0", "writes 1", "reads 1", "writes 2"});
  CHECK(seen.atomic.first.size() == 2);
  CHECK(seen.safe.first[0].thread == seen.safe.first[1].thread);
  CHECK(seen.safe.first[0].thread != seen.safe.first[2].thread);
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 6);
  CHECK(violated_after([](evidence& seen) { --seen.plain.went_wrong; }) ==
        ids{"plain_loses"});
  CHECK(violated_after([](evidence& seen) {
          --seen.per_operation.went_wrong;
        }) == ids{"lock_per_operation_loses"});
  CHECK(violated_after([](evidence& seen) { ++seen.safe.went_wrong; }) ==
        ids{"mutex_never"});
  CHECK(violated_after([](evidence& seen) { ++seen.atomic.went_wrong; }) ==
        ids{"atomic_never"});
  CHECK(violated_after([](evidence& seen) {
          --seen.checked_apart.went_wrong;
        }) == ids{"check_then_act_twice"});
  CHECK(violated_after([](evidence& seen) {
          ++seen.checked_in_one.went_wrong;
        }) == ids{"check_and_act_once"});
}

TEST_CASE("what could not be decided is not judged") {
  auto seen = good();
  seen.plain.trouble = "it took too long";
  seen.plain.went_wrong = 0;
  seen.safe.runs = 0;
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"plain_loses", "mutex_never"});
  seen.per_operation.trouble = "it took too long";
  CHECK_FALSE(races::prediction().right(seen));
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(races::prediction().right(seen) == 2);
  seen.per_operation.went_wrong = 5;
  CHECK(races::prediction().right(seen) == 1);
  seen.per_operation.went_wrong = 0;
  CHECK(races::prediction().right(seen) == 0);
}

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using loop_on_a_pool::evidence;
using loop_on_a_pool::list;
using tandem::verdict;
using ids = std::set<std::string>;
using found = std::vector<std::uint64_t>;

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  seen.workers = 2;
  seen.first = 100;
  seen.second = 1000;
  seen.plain = {.name = "plain",
                .seen = {.found = {3, 7, 99}, .compared = 100'000}};
  seen.on_pool = {.name = "pool",
                  .seen = {.found = {3, 7, 99}, .compared = 100'000}};
  seen.hash_set = {.name = "set",
                   .seen = {.found = {3, 7, 99}, .compared = 40, .hashed = 60}};
  // 1.1 times two lists of 20 000 bytes
  seen.sent = {.before = 42'000, .parts = 4'000, .rows = 100};
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, loop_on_a_pool::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

evidence measured(loop_on_a_pool::splitter split, int workers = 2) {
  return loop_on_a_pool::measure(split, workers, tandem::scale::quick);
}

list numbered(const std::vector<int>& all) {
  list rows;
  for (const auto one : all) {
    rows.push_back({{0, 0, one % 20, one / 20, 0}});
  }
  return rows;
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  for (const int workers : {1, 2, 7}) {
    const auto seen = measured(loop_on_a_pool::with_the_tail, workers);
    tests::require_no_violation(loop_on_a_pool::claims(seen));
    CHECK(seen.plain.seen.found.back() == seen.first - 1);
    CHECK(seen.on_pool.seen.compared == seen.plain.seen.compared);
    CHECK(loop_on_a_pool::prediction().right(seen) == 2);
  }
}

TEST_CASE("a split that drops the tail refutes that the lists agree") {
  for (const int workers : {1, 2, 7}) {
    const auto seen = measured(loop_on_a_pool::without_the_tail, workers);
    CHECK(ids_of(verdict::violated, seen) == ids{"lists_agree"});
    CHECK(ids_of(verdict::holds, seen).size() == 2);
  }
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 3);
  CHECK(violated_after([](evidence& seen) {
          seen.on_pool.seen.found = {3, 7};
        }) == ids{"lists_agree"});
  CHECK(violated_after([](evidence& seen) {
          seen.hash_set.seen.found = {3, 7, 8, 99};
        }) == ids{"lists_agree"});
  CHECK(violated_after([](evidence& seen) { ++seen.sent.before; }) ==
        ids{"second_list_once"});
  CHECK(violated_after([](evidence& seen) { ++seen.hash_set.seen.compared; }) ==
        ids{"hash_set_compares_less"});
  CHECK(violated_after([](evidence& seen) { ++seen.hash_set.seen.hashed; }) ==
        ids{"hash_set_compares_less"});
}

TEST_CASE("what is found in another order, or twice, disagrees") {
  CHECK(violated_after([](evidence& seen) {
          seen.on_pool.seen.found = {99, 3, 7};
        }) == ids{"lists_agree"});
  CHECK(violated_after([](evidence& seen) {
          seen.on_pool.seen.found = {3, 3, 7, 99};
        }) == ids{"lists_agree"});
}

TEST_CASE("parts are all rows, or all but the last ones") {
  for (int workers = 1; workers <= 256; ++workers) {
    for (const std::uint64_t rows : {4'001U, 10'007U, 20'000U}) {
      std::uint64_t end = 0;
      for (const auto& part : loop_on_a_pool::with_the_tail(rows, workers)) {
        REQUIRE(part.begin == end);
        REQUIRE(part.end > part.begin);
        end = part.end;
      }
      CHECK(end == rows);
      const auto most = loop_on_a_pool::without_the_tail(rows, workers);
      CHECK(most.back().end < rows);
    }
  }
}

TEST_CASE("both ways find rows, and say how often they have compared") {
  const auto some = numbered({5, 1, 9, 5});
  const auto second = numbered({9, 5, 5, 2});
  const auto loop = loop_on_a_pool::by_a_loop(some, second);
  CHECK(loop.found == found{0, 2, 3});
  CHECK(loop.compared == 2 + 4 + 1 + 2);
  const auto set = loop_on_a_pool::by_a_hash_set(some, second);
  CHECK(set.found == found{0, 2, 3});
  CHECK(set.hashed == 4 + 4);
  CHECK(set.compared >= 4);  // three that are found, and one that repeats
  CHECK(loop_on_a_pool::by_a_loop({}, second).found.empty());
  CHECK(loop_on_a_pool::by_a_loop(some, {}).compared == 0);
  CHECK(loop_on_a_pool::by_a_hash_set(some, {}).found.empty());
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  seen.hash_set.seen.compared = 0;
  seen.hash_set.seen.hashed = 1;
  seen.plain.seen.compared = 640;
  CHECK(loop_on_a_pool::prediction().right(seen) == 2);
  seen.plain.seen.compared = 639;
  CHECK(loop_on_a_pool::prediction().right(seen) == 1);
  seen.plain.seen.compared = 31;
  CHECK(loop_on_a_pool::prediction().right(seen) == 0);
  seen.hash_set.seen.hashed = 0;
  CHECK_FALSE(loop_on_a_pool::prediction().right(seen));
}

TEST_CASE("the notebook's figures are shown where its sizes are") {
  auto seen = good();
  CHECK(loop_on_a_pool::tables(seen).size() == 2);
  seen.size = tandem::scale::full;
  CHECK(loop_on_a_pool::tables(seen).size() == 3);
}

#include <functional>
#include <set>
#include <string>

#include "bookkeeping.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using streaming::evidence;
using streaming::usual_pre_dispatch;
using tandem::verdict;
using ids = std::set<std::string>;

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  seen.workers = 2;
  seen.runs = {{.form = "vector",
                .inputs = 50,
                .batch = 1,
                .limit = 4,
                .most_unfinished = 4,
                .most_living = 50,
                .results = 50},
               {.form = "generator",
                .inputs = 50,
                .batch = 1,
                .limit = 4,
                .most_unfinished = 4,
                .may_live = 12,
                .most_living = 12,
                .results = 50}};
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, streaming::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  for (const int workers : {1, 2, 7}) {
    const auto seen =
        streaming::measure(usual_pre_dispatch, workers, tandem::scale::quick);
    tests::require_no_violation(streaming::claims(seen));
    CHECK(ids_of(verdict::holds, seen).size() == 3);
  }
}

TEST_CASE("all at once refutes what is said of the limit") {
  for (const int workers : {1, 2, 7}) {
    const auto seen = streaming::measure("all", workers, tandem::scale::quick);
    CHECK(ids_of(verdict::violated, seen) ==
          ids{"unfinished_within_limit", "living_within_limit"});
    CHECK(ids_of(verdict::holds, seen) == ids{"results_in_order"});
  }
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 3);
  for (const std::size_t run : {0U, 1U}) {
    CHECK(violated_after([run](evidence& seen) {
            seen.runs[run].most_unfinished = 5;
          }) == ids{"unfinished_within_limit"});
    CHECK(violated_after([run](evidence& seen) {
            seen.runs[run].misplaced = 1;
          }) == ids{"results_in_order"});
    CHECK(violated_after([run](evidence& seen) {
            seen.runs[run].results = 49;
          }) == ids{"results_in_order"});
  }
  CHECK(violated_after([](evidence& seen) { seen.runs[1].most_living = 13; }) ==
        ids{"living_within_limit"});
}

TEST_CASE("a vector may keep all of its results") {
  CHECK(violated_after([](evidence& seen) {
          seen.runs[0].most_living = 1'000;
        }).empty());
}

TEST_CASE("the limits come from the options") {
  const auto of = [](int n_jobs, int batch, const char* pre_dispatch) {
    const auto run = streaming::prepared("generator",
                                         {.n_jobs = n_jobs,
                                          .backend = "threading",
                                          .batch_size = batch,
                                          .pre_dispatch = pre_dispatch},
                                         100);
    return std::vector{run.limit, run.may_live};
  };
  CHECK(of(2, 1, "2 * n_jobs") == std::vector<std::int64_t>{4, 7});
  CHECK(of(2, 10, "2 * n_jobs") == std::vector<std::int64_t>{20, 23});
  CHECK(of(3, 1, "all") == std::vector<std::int64_t>{6, 10});
}

TEST_CASE("an item counts until it goes or is moved elsewhere") {
  using streaming::item;
  const auto before = item::living();
  {
    item one{1};
    item copy{one};
    CHECK(item::living() == before + 2);
    const item moved{std::move(copy)};
    CHECK(item::living() == before + 2);
    one = moved;
    CHECK(item::living() == before + 2);
    CHECK(one.value() == 1);
    item::forget_most();
  }
  CHECK(item::living() == before);
  CHECK(item::most_living() == before + 2);
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(streaming::prediction().right(seen) == 1);
  seen.runs[1].most_unfinished = 50;
  CHECK(streaming::prediction().right(seen) == 2);
  seen.workers = 3;
  CHECK_FALSE(streaming::prediction().right(seen));
}

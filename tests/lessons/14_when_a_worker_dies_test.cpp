#include <fmt/format.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using tandem::verdict;
using when_a_worker_dies::accident;
using when_a_worker_dies::bad_fates;
using when_a_worker_dies::call;
using when_a_worker_dies::claims;
using when_a_worker_dies::ending_in_words;
using when_a_worker_dies::evidence;
using when_a_worker_dies::fate;
using when_a_worker_dies::make_naive_pool;
using when_a_worker_dies::make_watching_pool;
using when_a_worker_dies::measure;
using when_a_worker_dies::prediction;
using when_a_worker_dies::thrown_words;

/// What a pool says that does everything right.
std::string right_error(fate how) {
  return how == fate::throws
             ? fmt::format("task 2 (worker 1) failed: {}", thrown_words)
             : fmt::format("task 2 (worker 1) failed: process 4711 {}",
                           ending_in_words(how));
}

/// Evidence in which every claim holds.
evidence good() {
  evidence seen;
  seen.workers = 3;
  seen.tasks = 6;
  for (const auto how : bad_fates) {
    accident one{.how = how, .answered = true, .error = right_error(how)};
    if (how != fate::throws) {
      one.gone = {4711};
    }
    one.results = 5;
    one.works_again = true;
    seen.chosen.push_back(one);
    accident lost{.how = how};
    lost.gone = {815};
    lost.results = 5;
    lost.left_behind = 3;
    seen.naive.push_back(lost);
  }
  return seen;
}

accident& of(fate how, std::vector<accident>& all) {
  for (auto& one : all) {
    if (one.how == how) {
      return one;
    }
  }
  throw std::logic_error{"no such accident"};
}

/// The verdict on one claim, after a change to good evidence.
verdict after(const std::string& id,
              const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return tests::verdict_of(id, claims(seen));
}

bool has_children() {
  siginfo_t info{};
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 ||
         errno != ECHILD;
}

}  // namespace

TEST_CASE("on this machine every claim holds, with one worker and with more") {
  for (const int workers : {1, 2, 3, 7}) {
    const auto seen =
        measure(make_watching_pool, workers, tandem::scale::quick);
    tests::require_no_violation(claims(seen));
    CHECK(prediction().right(seen) == 2);
    CHECK_FALSE(has_children());
  }
}

TEST_CASE("the naive pool in its place refutes what it should") {
  const auto seen = measure(make_naive_pool, 3, tandem::scale::quick);
  const auto all = claims(seen);
  for (const auto* id :
       {"error_names", "throw_is_no_death", "works_again", "nobody_left"}) {
    CHECK(tests::verdict_of(id, all) == verdict::violated);
  }
  for (const auto* id : {"others_finish", "naive_waits"}) {
    CHECK(tests::verdict_of(id, all) == verdict::holds);
  }
  CHECK_FALSE(has_children());
}

TEST_CASE("without an accident the naive pool gives every result, twice") {
  const auto naive = make_naive_pool(2);
  std::vector<call> calls;
  calls.reserve(50);
  for (int number = 0; number < 50; ++number) {
    calls.emplace_back(number, fate::returns);
  }
  for (int i = 0; i < 2; ++i) {
    const auto said = naive->run(calls);
    REQUIRE(said.came);
    for (int number = 0; number < 50; ++number) {
      CHECK(said.results.at(static_cast<std::size_t>(number)) ==
            number * number);
    }
  }
  for (const auto worker : naive->pids()) {
    kill(worker, SIGKILL);
    waitpid(worker, nullptr, 0);
  }
}

TEST_CASE("each claim turns at its bound") {
  for (const auto& claim : claims(good())) {
    CHECK(claim.is == verdict::holds);
  }
  const auto error_after = [](fate how, const std::string& text) {
    return after("error_names",
                 [&](evidence& seen) { of(how, seen.chosen).error = text; });
  };
  CHECK(error_after(fate::exits, "") == verdict::violated);
  CHECK(error_after(fate::throws, "task 2 (worker 1) failed: ") ==
        verdict::violated);
  CHECK(error_after(fate::is_killed,  // the exit code for the signal
                    "task 2 (worker 1) failed: process 4711 exited with code "
                    "9") == verdict::violated);
  CHECK(error_after(fate::exits,
                    "task 2 (worker 1) failed: process 4711 was ended by "
                    "SIGKILL") == verdict::violated);
  CHECK(error_after(fate::aborts,
                    "task 21 (worker 1) failed: process 4711 was ended by "
                    "SIGABRT") == verdict::violated);
  CHECK(error_after(fate::aborts,  // another process
                    "task 2 (worker 1) failed: process 4712 was ended by "
                    "SIGABRT") == verdict::violated);
  CHECK(after("error_names", [](evidence& seen) {
          of(fate::aborts, seen.chosen).gone = {4711, 4712};
        }) == verdict::violated);
  CHECK(after("throw_is_no_death", [](evidence& seen) {
          of(fate::throws, seen.chosen).gone = {4711};
        }) == verdict::violated);
  CHECK(after("others_finish", [](evidence& seen) {
          --seen.chosen.back().results;
        }) == verdict::violated);
  CHECK(after("works_again", [](evidence& seen) {
          seen.chosen.back().works_again = false;
        }) == verdict::violated);
  CHECK(after("nobody_left", [](evidence& seen) {
          seen.chosen.front().left_behind = 1;
        }) == verdict::violated);
  CHECK(after("naive_waits", [](evidence& seen) {
          seen.naive.front().answered = true;
        }) == verdict::violated);
  CHECK(after("naive_waits", [](evidence& seen) {
          seen.naive.back().gone.clear();
        }) == verdict::violated);
}

TEST_CASE("the prediction's right option follows the evidence") {
  const auto right = [](bool answered, int results) {
    auto seen = good();
    of(fate::is_killed, seen.naive).answered = answered;
    of(fate::is_killed, seen.naive).results = results;
    return prediction().right(seen);
  };
  CHECK(right(true, 5) == 0);
  CHECK(right(true, 6) == 1);
  CHECK(right(false, 5) == 2);
}

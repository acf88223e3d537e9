#include "common/workers/progress_lines.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {

using tandem::progress_lines;
using tandem::schedule_counts;
using lines = std::vector<std::string>;

/// A call that says what it does into a list, on a clock that stands still.
struct said {
  double elapsed = 0.2;
  lines all{};
  progress_lines says;

  explicit said(const progress_lines::settings& how)
      : says{how, [this] { return progress_lines::duration{elapsed}; },
             [this](const std::string& line) { all.push_back(line); }} {}
};

/// Batches of one task, of which the input does not say how many come.
lines unknown_length(int verbose, std::size_t batches) {
  said here{{.n_jobs = 4, .verbose = verbose, .pre_dispatch = 8}};
  for (std::size_t i = 1; i <= batches; ++i) {
    here.says.note({.drawn = i + 3, .batches = i, .done = i}, "");
  }
  return here.all;
}

}  // namespace

TEST_CASE("times are written as joblib writes them") {
  using span = std::chrono::duration<double>;
  CHECK(tandem::short_time(span{0.04}) == "   0.0s");
  CHECK(tandem::short_time(span{12.34}) == "  12.3s");
  CHECK(tandem::short_time(span{60}) == "  60.0s");
  CHECK(tandem::short_time(span{61}) == " 1.0min");
  CHECK(tandem::short_time(span{754}) == "12.6min");
}

TEST_CASE("without verbose nothing is said") {
  said here{{.n_jobs = 2, .verbose = 0}};
  here.says.begin("LokyBackend", 2);
  here.says.note({.drawn = 4, .batches = 1, .done = 1}, "a change");
  here.says.end({.drawn = 4, .batches = 4, .done = 4, .input_is_over = true});
  CHECK(here.all.empty());
}

TEST_CASE("who works is said first") {
  said here{{.n_jobs = -1, .verbose = 1}};
  here.says.begin("LokyBackend", 2);
  CHECK(here.all == lines{"[Parallel(n_jobs=-1)]: Using backend LokyBackend "
                          "with 2 concurrent workers."});
}

TEST_CASE("a count is in three columns where nobody knows the whole") {
  CHECK(unknown_length(50, 2) ==
        lines{"[Parallel(n_jobs=4)]: Done   1 tasks      | elapsed:    0.2s",
              "[Parallel(n_jobs=4)]: Done   2 tasks      | elapsed:    0.2s"});
}

TEST_CASE("a count is as wide as the whole where that is known") {
  said here{{.n_jobs = 4, .verbose = 50, .pre_dispatch = 8, .total = 20}};
  here.says.note({.drawn = 12, .batches = 4, .done = 4}, "");
  CHECK(here.all ==
        lines{"[Parallel(n_jobs=4)]: Done  4 out of 20 | elapsed:    0.2s"});
}

TEST_CASE("lines come ever more seldom, the more so the less is asked for") {
  // joblib's rule: where floor(sqrt(i / s)) changes, s = (11 - verbose)^2 / 2.
  CHECK(unknown_length(1, 200).size() == 2);  // at 49 and 199
  CHECK(unknown_length(5, 200).size() == 3);  // at 17, 71, 161
  CHECK(unknown_length(10, 8).size() == 3);   // at 1, 4 and 7
  CHECK(unknown_length(11, 200).size() == 200);
}

TEST_CASE("the time that remains is said once all are drawn") {
  said here{{.n_jobs = 2, .verbose = 50, .pre_dispatch = 4}};
  here.elapsed = 9;
  here.says.note(
      {.drawn = 20, .batches = 18, .done = 18, .input_is_over = true}, "");
  CHECK(here.all == lines{"[Parallel(n_jobs=2)]: Done  18 out of  20 | "
                          "elapsed:    9.0s remaining:    1.0s"});
}

TEST_CASE("the last count is said once, as finished") {
  said here{{.n_jobs = 2, .verbose = 50, .pre_dispatch = 4}};
  const schedule_counts all{
      .drawn = 20, .batches = 20, .done = 20, .input_is_over = true};
  here.says.note(all, "");
  here.says.end(all);
  CHECK(here.all == lines{"[Parallel(n_jobs=2)]: Done  20 out of  20 | "
                          "elapsed:    0.2s finished"});
}

TEST_CASE("changes of the batch size are said from verbose 10 on") {
  for (const int verbose : {9, 10}) {
    said here{{.n_jobs = 2, .verbose = verbose}};
    here.says.note({.drawn = 9, .batches = 6, .done = 6},
                   "Batch computation too fast (0.0018s.) Setting "
                   "batch_size=4.");
    const lines change{
        "[Parallel(n_jobs=2)]: Batch computation too fast "
        "(0.0018s.) Setting batch_size=4."};
    CHECK((std::vector(here.all.begin(),
                       here.all.begin() + (verbose == 10 ? 1 : 0)) ==
           (verbose == 10 ? change : lines{})));
  }
}

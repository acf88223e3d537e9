#include "common/workers/progress_lines.hpp"

#include <array>
#include <string>
#include <vector>

#include "common/workers/pre_dispatch.hpp"
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

constexpr std::array verbosities{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50};
constexpr std::array<std::size_t, 4> totals{1, 7, 20, 1000};

/// How many were done when something was said, of batches of one task.
std::vector<std::size_t> counts_said(
    const progress_lines::settings& how,
    const std::vector<schedule_counts>& batches) {
  said here{how};
  std::vector<std::size_t> counts;
  for (const auto& now : batches) {
    const auto before = here.all.size();
    here.says.note(now, "");
    if (here.all.size() > before) {
      counts.push_back(now.done);
    }
  }
  return counts;
}

/// While the input lasts.
std::vector<schedule_counts> while_drawing(std::size_t total) {
  std::vector<schedule_counts> all;
  for (std::size_t i = 1; i <= total; ++i) {
    all.push_back({.drawn = total + 1, .batches = i, .done = i});
  }
  return all;
}

/// All drawn, from the first one done on.
std::vector<schedule_counts> all_drawn(std::size_t total) {
  std::vector<schedule_counts> all;
  for (std::size_t i = 1; i <= total; ++i) {
    all.push_back(
        {.drawn = total, .batches = total, .done = i, .input_is_over = true});
  }
  return all;
}

/// Whether floor(sqrt(i / s)) changes after i, s = (11 - verbose)^2 / 2, worked
/// out in whole numbers: whether a multiple of 11 - verbose has its square in
/// (2 i, 2 i + 2].
bool changes_after(std::size_t i, int verbose) {
  const auto unit = static_cast<std::size_t>(11 - verbose);
  std::size_t multiple = unit;
  while (multiple * multiple <= 2 * i) {
    multiple += unit;
  }
  return multiple * multiple <= 2 * i + 2;
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

TEST_CASE("while the input lasts, lines come when joblib's do") {
  for (const int verbose : verbosities) {
    for (const auto total : totals) {
      INFO("verbose " << verbose << ", total " << total);
      std::vector<std::size_t> expected;
      for (std::size_t i = 1; i <= total; ++i) {
        if (verbose > 10 || changes_after(i, verbose)) {
          expected.push_back(i);
        }
      }
      const progress_lines::settings unknown{
          .n_jobs = 2, .verbose = verbose, .pre_dispatch = 4};
      CHECK(counts_said(unknown, while_drawing(total)) == expected);
      // Nothing changes where the whole is known, but that the last is not
      // said: it is said as finished.
      auto known = unknown;
      known.total = total;
      if (!expected.empty() && expected.back() == total) {
        expected.pop_back();
      }
      CHECK(counts_said(known, while_drawing(total)) == expected);
    }
  }
}

TEST_CASE("once all are drawn, lines come when joblib's do") {
  for (const int verbose : verbosities) {
    for (const auto total : totals) {
      for (const std::size_t ahead : {1U, 4U, 16U}) {
        INFO("verbose " << verbose << ", total " << total << ", pre_dispatch "
                        << ahead);
        const auto every = static_cast<int>(total) / verbose + 1;
        std::vector<std::size_t> expected;
        for (std::size_t done = 1; done + 1 < total; ++done) {
          const auto left = static_cast<int>(total - done) + 1;
          if ((left - static_cast<int>(ahead)) % every == 0) {
            expected.push_back(done);
          }
        }
        const progress_lines::settings how{
            .n_jobs = 2, .verbose = verbose, .pre_dispatch = ahead};
        CHECK(counts_said(how, all_drawn(total)) == expected);
      }
    }
  }
  // In words: of seven, at 50, all but the last two.
  CHECK((counts_said({.n_jobs = 2, .verbose = 50, .pre_dispatch = 4},
                     all_drawn(7)) == std::vector<std::size_t>{1, 2, 3, 4, 5}));
}

TEST_CASE("where everything is drawn first, nothing is drawn ahead") {
  // joblib counts 0 then. Of 20 at verbose 5 every fifth from the end is said:
  // where 20 - done + 1 is 20, 15, 10 or 5.
  CHECK((counts_said(
             {.n_jobs = 2, .verbose = 5, .pre_dispatch = tandem::all_of_them},
             all_drawn(20)) == std::vector<std::size_t>{1, 6, 11, 16}));
}

TEST_CASE("nothing is said of a batch of which nothing was done") {
  said here{{.n_jobs = 2, .verbose = 50, .pre_dispatch = 4}};
  // So it is where a worker dies before it begins: nothing to divide by.
  here.says.note({.drawn = 4, .batches = 1}, "");
  here.says.note({.drawn = 4, .batches = 2, .input_is_over = true}, "");
  CHECK(here.all.empty());
  here.says.note({.drawn = 4, .batches = 3, .done = 1}, "");
  here.says.note({.drawn = 4, .batches = 4, .done = 1}, "");
  CHECK(here.all.size() == 1);
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

TEST_CASE("the last count is said once, though the input has not ended yet") {
  said here{{.n_jobs = 1, .verbose = 50, .pre_dispatch = 2, .total = 2}};
  here.says.note({.drawn = 1, .batches = 1, .done = 1}, "");
  here.says.note({.drawn = 2, .batches = 2, .done = 2}, "");
  here.says.end({.drawn = 2, .batches = 2, .done = 2, .input_is_over = true});
  CHECK(here.all == lines{"[Parallel(n_jobs=1)]: Done 1 out of 2 | elapsed:   "
                          " 0.2s",
                          "[Parallel(n_jobs=1)]: Done   2 out of   2 | "
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

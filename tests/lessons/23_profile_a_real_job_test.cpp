#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "common/workers/parallel_options.hpp"
#include "common/workers/run_jobs.hpp"
#include "digits.hpp"
#include "experiment.hpp"
#include "neighbours.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using profile_a_real_job::evidence;
using profile_a_real_job::image;
using profile_a_real_job::job_run;
using profile_a_real_job::phase;
using profile_a_real_job::scored_on;
using std::chrono::nanoseconds;
using tandem::verdict;
using ids = std::set<std::string>;

// --- What is read.

/// A line of 64 times `ink`, and a digit.
std::string line_of(const std::string& ink, const std::string& digit) {
  std::string all;
  for (int i = 0; i < 64; ++i) {
    all += ink + ",";
  }
  return all + digit + "\n";
}

std::vector<image> read_text(const std::string& text) {
  std::istringstream from{text};
  return profile_a_real_job::read_digits(from, "some.csv");
}

/// What is said of a text that is refused.
std::string refusal_of(const std::string& text) {
  try {
    read_text(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "nothing: it was read";
}

/// A good line whose number in that column is another one.
std::string line_with(int column, const std::string& field) {
  std::string all;
  for (int i = 1; i <= 65; ++i) {
    all += (i == 1 ? "" : ",") + (i == column ? field : "1");
  }
  return all + "\n";
}

/// A file that is gone with this object.
class file_of {
 public:
  explicit file_of(const std::string& text) {
    std::string name = std::filesystem::temp_directory_path() / "tandemXXXXXX";
    const int made = mkstemp(name.data());
    REQUIRE(made >= 0);
    close(made);
    path_ = name;
    std::ofstream{path_} << text;
  }
  file_of(const file_of&) = delete;
  file_of& operator=(const file_of&) = delete;
  ~file_of() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// --- What is computed.

/// By the book: all neighbours sorted, and their digits counted.
int looked_up(const std::vector<image>& training, const image& shown, int k) {
  const auto distance = [&](std::size_t i) {
    int sum = 0;
    for (std::size_t at = 0; at < shown.ink.size(); ++at) {
      const int by = shown.ink.at(at) - training[i].ink.at(at);
      sum += by * by;
    }
    return sum;
  };
  std::vector<std::pair<int, std::size_t>> all;
  for (std::size_t i = 0; i < training.size(); ++i) {
    all.emplace_back(distance(i), i);
  }
  std::ranges::sort(all);
  std::map<int, int> votes;
  for (int i = 0; i < k; ++i) {
    ++votes[training[all[static_cast<std::size_t>(i)].second].digit];
  }
  return std::ranges::max_element(votes, {},
                                  [](const auto& one) { return one.second; })
      ->first;
}

job_run run_job(const tandem::parallel_config::settings& chosen,
                const std::vector<int>& ks,
                scored_on which = scored_on::held_out) {
  const tandem::parallel_config outside{chosen};
  return profile_a_real_job::select_model(profile_a_real_job::digits_file(), ks,
                                          which);
}

/// How many digits a Python program of some 20 lines took for what they are, by
/// k: it has all distances as whole numbers, and sorts them.
const std::map<int, std::vector<int>>& in_python() {
  static const std::map<int, std::vector<int>> all{
      {1, {346, 343, 347, 355, 343}},  {2, {347, 348, 348, 351, 346}},
      {3, {344, 346, 346, 354, 347}},  {4, {342, 346, 346, 352, 347}},
      {5, {342, 347, 346, 352, 346}},  {7, {338, 347, 347, 351, 342}},
      {9, {337, 344, 348, 350, 341}},  {11, {341, 341, 347, 350, 341}},
      {13, {339, 343, 348, 350, 340}}, {15, {338, 344, 347, 349, 340}},
      {17, {339, 343, 345, 348, 341}}, {19, {338, 343, 345, 347, 339}},
      {21, {335, 339, 345, 348, 339}}, {23, {335, 338, 344, 348, 339}},
      {25, {335, 336, 342, 347, 340}}, {27, {336, 336, 339, 346, 340}},
      {29, {335, 334, 336, 345, 341}}, {100, {325, 321, 317, 334, 319}}};
  return all;
}

void check_scores(const job_run& seen) {
  const std::vector<int> rows{360, 360, 359, 359, 359};
  for (const auto& one : seen.candidates) {
    CAPTURE(one.k);
    const auto& right = in_python().at(one.k);
    REQUIRE(one.folds.size() == right.size());
    for (std::size_t i = 0; i < right.size(); ++i) {
      CAPTURE(i);
      CHECK(one.folds[i].right == right[i]);
      CHECK(one.folds[i].rows == rows[i]);
    }
  }
}

// --- What is claimed.

constexpr const char* scores = "scores_as_in_scikit_learn";
constexpr const char* threads = "threading_computes_in_parallel";
constexpr const char* processes = "loky_computes_in_parallel";

/// A run of 100 ns: load from 5 to 15; two workers have tasks from 20 to 90,
/// one with a task of three phases and a shorter one, the other with one.
job_run made_up_run() {
  const auto task = [](pid_t thread, std::int64_t begin) {
    return std::vector<profile_a_real_job::noted_phase>{
        {phase::split, thread, begin, begin + 5, 5},
        {phase::fit, thread, begin + 5, begin + 6, 1},
        {phase::score, thread, begin + 6, begin + 26, 10}};
  };
  job_run seen{.phases = {{phase::load, 1, 5, 15, 8}},
               .caller = 1,
               .begin = 0,
               .tasks_begin = 20,
               .tasks_end = 90,
               .end = 100,
               .tasks = 3};
  for (const auto& [thread, begin] :
       {std::pair{1, 22}, std::pair{1, 50}, std::pair{2, 30}}) {
    std::ranges::copy(task(thread, begin), std::back_inserter(seen.phases));
  }
  return seen;
}

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen{.workers = 2, .usable_cpus = 2};
  job_run job;
  job.tasks = 5;
  const std::vector<int> rows{360, 360, 359, 359, 359};
  auto& one = job.candidates.emplace_back();
  one.k = 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    one.folds.push_back({in_python().at(1)[i], rows[i]});
  }
  job.phases = {{phase::load, 1, 0, 10, 10},
                {phase::score, 1, 10, 20, 10},
                {phase::score, 2, 20, 30, 10}};
  job.tasks_begin = 10;
  job.tasks_end = 30;
  job.end = 30;
  for (const auto* name : {"plain loop", "threading", "one lock", "loky"}) {
    seen.ways.push_back({.name = name, .workers = 2, .job = job});
  }
  seen.threading_cpus = {{1.5, true}};
  seen.loky_cpus = {{1.5, true}};
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, profile_a_real_job::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

}  // namespace

TEST_CASE("lines of 64 pixels and a digit are read") {
  const auto rows = read_text(line_of("0", "9") + line_of("16", "0"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].digit == 9);
  CHECK(std::ranges::count(rows[1].ink, 16) == 64);
  // The last line may end without a new one.
  CHECK(read_text(line_of("1", "2") + line_of("3", "4").substr(0, 64 * 2 + 1))
            .back()
            .digit == 4);
}

TEST_CASE("what cannot be right is refused, with its place") {
  const auto good_line = line_of("1", "1");
  const auto refusal = [&](int column, const std::string& field) {
    return refusal_of(good_line + line_with(column, field));
  };
  CHECK(refusal(7, "x") ==
        "some.csv, line 2, column 7: \"x\" is no whole "
        "number; allowed are 0 to 16");
  CHECK(refusal(64, "17") ==
        "some.csv, line 2, column 64: 17 is out of "
        "range; allowed are 0 to 16");
  CHECK(refusal(65, "10") ==
        "some.csv, line 2, column 65: 10 is out of "
        "range; allowed are 0 to 9");
  for (const std::string field :
       {"", " 1", "1 ", "+1", "1.0", "0x1", "1\r", "one", "-", "\""}) {
    CAPTURE(field);
    CHECK_THAT(refusal(3, field), tests::contains("line 2, column 3: \""));
    CHECK_THAT(refusal(65, field), tests::contains("line 2, column 65: \""));
  }
  for (const std::string field :
       {"-1", "17", "32768", "-32769", "99999999999999999999"}) {
    CAPTURE(field);
    CHECK_THAT(refusal(1, field),
               tests::contains("line 2, column 1: " + field + " is out of "));
  }
}

TEST_CASE("lines of another length are refused, with their place") {
  const auto good_line = line_of("1", "1");
  CHECK(refusal_of(good_line + good_line + "1,2,3\n") ==
        "some.csv, line 3, column 3: the line ends here; allowed are lines of "
        "65 numbers");
  CHECK(refusal_of(good_line.substr(0, good_line.size() - 1) + ",1\n") ==
        "some.csv, line 1, column 65: the line goes on here; allowed are lines "
        "of 65 numbers");
  CHECK_THAT(refusal_of(good_line + "\n"),
             tests::contains("line 2, column 1: the line ends here"));
  CHECK_THAT(refusal_of(line_of("1", "").substr(0, 64 * 2 - 1)),
             tests::contains("line 1, column 64: the line ends here"));
  CHECK_THAT(refusal_of(line_of("1", "")), tests::contains("column 65: \"\""));
  CHECK(refusal_of("") ==
        "some.csv, line 1, column 1: the file is empty; it takes lines of 65 "
        "numbers");
}

TEST_CASE("a file that cannot be read is refused, with its name") {
  const auto refused = [](const std::filesystem::path& file) {
    try {
      profile_a_real_job::read_digits(file);
    } catch (const std::runtime_error& error) {
      return std::string{error.what()};
    }
    return std::string{"nothing: it was read"};
  };
  CHECK(refused("/nowhere/digits.csv") ==
        "/nowhere/digits.csv: cannot be opened: No such file or directory");
  CHECK(refused("/") == "/: cannot be read");
  const file_of empty{""};
  CHECK_THAT(refused(empty.path()), tests::contains("line 1, column 1: "));
  CHECK_THAT(refused(empty.path()), tests::contains(empty.path().string()));
}

TEST_CASE("the lesson's data are all there") {
  const auto rows =
      profile_a_real_job::read_digits(profile_a_real_job::digits_file());
  CHECK(rows.size() == 1797);
  CHECK(rows.front().digit == 0);
  CHECK(rows.back().digit == 8);
}

TEST_CASE("neighbours are those of the book, ties and all") {
  std::mt19937 dice{23};
  const auto number = [&](int least, int most) {
    return static_cast<std::int16_t>(
        std::uniform_int_distribution<int>{least, most}(dice));
  };
  for (int run = 0; run < 300; ++run) {
    const auto make = [&] {
      image made;  // few pixels differ, by little: many are as near
      for (std::size_t at = 0; at < 3; ++at) {
        made.ink.at(at) = number(0, run % 2 == 0 ? 1 : 16);
      }
      made.digit = number(0, 9);
      return made;
    };
    std::vector<image> training(static_cast<std::size_t>(number(1, 40)));
    std::ranges::generate(training, make);
    const profile_a_real_job::neighbours model{training};
    const int k = number(1, static_cast<int>(training.size()));
    const auto shown = make();
    REQUIRE(model.predict(shown.ink, k) == looked_up(training, shown, k));
  }
}

TEST_CASE("more neighbours than images are refused, and less than one") {
  const profile_a_real_job::neighbours model{{image{}, image{}}};
  for (const int k : {0, -1, 3}) {
    CHECK_THROWS_AS(model.predict({}, k), std::invalid_argument);
  }
  CHECK(model.predict({}, 2) == 0);
}

TEST_CASE("every backend and number of workers gives scikit-learn's scores") {
  const std::vector<int> ks{1, 3, 5};
  const auto right = run_job({.n_jobs = 1}, ks);
  check_scores(right);
  tandem::global_lock lock;
  for (const int workers : {1, 2, 3, 7}) {
    const std::vector<tandem::backend_choice> backends{
        "sequential", "threading", tandem::threading_backend(lock),
        "multiprocessing", "loky"};
    for (const auto& backend : backends) {
      CAPTURE(workers, backend.get()->name());
      const auto seen = run_job({.backend = backend, .n_jobs = workers}, ks);
      CHECK(seen.candidates == right.candidates);
      CHECK(seen.tasks == 15);
      CHECK(seen.read_a_copy == 0);
      CHECK(profile_a_real_job::misplaced_phases(seen) == 0);
    }
  }
  tandem::let_workers_go();
}

TEST_CASE("further k are as right") {
  std::vector<int> ks;
  for (const auto& [k, rights] : in_python()) {
    ks.push_back(k);
  }
  const auto seen = run_job({.backend = "threading", .n_jobs = 2}, ks);
  CHECK(seen.candidates.size() == ks.size());
  check_scores(seen);
  CHECK(seen.best().k == 2);
}

TEST_CASE("few rows are enough, and too few are refused") {
  std::string text;
  for (int i = 0; i < 4; ++i) {
    text += line_of(std::to_string(i), "1");
  }
  const file_of four{text};
  CHECK_THROWS_WITH(
      profile_a_real_job::select_model(four.path(), {1}, scored_on::held_out),
      tests::contains("has 4 rows; it takes 5 at least"));
  const file_of seven{text + text.substr(0, text.size() / 4 * 3)};
  const auto seen = profile_a_real_job::select_model(seven.path(), {1, 5},
                                                     scored_on::held_out);
  std::vector<int> rows;
  for (const auto& fold : seen.candidates.at(1).folds) {
    rows.push_back(fold.rows);
  }
  CHECK(rows == std::vector{2, 2, 1, 1, 1});
}

TEST_CASE("a k that cannot be is the error of its task") {
  for (const int n_jobs : {1, 2}) {
    try {
      run_job({.backend = "threading", .n_jobs = n_jobs}, {3, 1438});
      FAIL("1438 neighbours were found among 1437");
    } catch (const tandem::task_error& error) {
      if (n_jobs == 1) {
        CHECK(error.index() == 5);
      } else {
        CHECK(error.index() / 5 == 1);  // a fold of the second k, whichever
      }
      CHECK_THAT(error.what(), tests::contains("1438 neighbours"));
    }
  }
}

TEST_CASE("the parts of an account add up") {
  const auto run = made_up_run();
  CHECK(profile_a_real_job::misplaced_phases(run) == 0);
  CHECK(profile_a_real_job::most_tasks_at_once(run) == 2);
  for (const std::int64_t workers : {2, 3}) {
    const auto went =
        profile_a_real_job::account_of(run, static_cast<int>(workers));
    CHECK(went.wall.count() == 100);
    CHECK(went.serial.count() == 30);
    CHECK(went.task_time.count() == 26 + 26 + 26);
    CHECK(went.computing.count() == 30 + 3 * 16);
    CHECK(went.off_cpu.count() == 10 + 10 + 10);
    CHECK(went.others_idle.count() == (workers - 1) * 30);
    CHECK(went.before.count() == 2 + 10 + (workers - 2) * 70);
    CHECK(went.between.count() == 2);
    CHECK(went.after.count() == 14 + 34);
    CHECK(went.computing + went.off_cpu + went.others_idle + went.before +
              went.between + went.after ==
          workers * went.wall);
  }
}

TEST_CASE("who was at what comes with the caller first") {
  auto run = made_up_run();
  run.caller = 7;  // the tasks are processes' then
  run.phases.front().thread = 7;
  const auto all = profile_a_real_job::workers_of(run);
  REQUIRE(all.size() == 3);
  CHECK(all[0].thread == 7);
  CHECK(all[0].at[place_of(phase::load)].wall.count() == 10);
  CHECK(all[0].at[place_of(phase::load)].cpu.count() == 8);
  CHECK(all[1].at[place_of(phase::score)].wall.count() == 40);
  CHECK(profile_a_real_job::account_of(run, 2).before.count() == 12);
}

TEST_CASE("a ceiling is what is serial, and the rest divided") {
  using profile_a_real_job::ceiling;
  CHECK(ceiling(nanoseconds{10}, nanoseconds{90}, 1) == 1);
  CHECK(ceiling(nanoseconds{10}, nanoseconds{90}, 2) == 100 / 55.0);
  CHECK(std::abs(ceiling(nanoseconds{10}, nanoseconds{90}, 1e9) - 10) < 1e-6);
}

TEST_CASE("phases that cannot be are counted") {
  using change = std::function<void(job_run&)>;
  const std::vector<change> wrong{
      [](job_run& run) { run.phases.front().end = 21; },  // load among tasks
      [](job_run& run) { run.phases.front().begin = -1; },
      [](job_run& run) { run.phases.at(1).begin = 19; },
      [](job_run& run) { run.phases.back().end = 91; },
      [](job_run& run) { run.phases.at(2).begin -= 1; },  // in the one before
      [](job_run& run) { run.phases.at(4).thread = 2; }};
  for (const auto& spoil : wrong) {
    auto run = made_up_run();
    spoil(run);
    CHECK(profile_a_real_job::misplaced_phases(run) > 0);
  }
}

TEST_CASE("the tasks of a run are taken together") {
  const auto seen = profile_a_real_job::tasks_of(made_up_run());
  CHECK(seen.cpu.count() == 48);
  CHECK(seen.span.count() == 76 - 22);
  CHECK(seen.stagger.count() == 8);
  CHECK(seen.spans.size() == 9);
  CHECK(profile_a_real_job::tasks_of({}).span.count() == 0);
}

TEST_CASE("on this machine every claim holds") {
  const auto seen =
      profile_a_real_job::measure(scored_on::held_out, 2, tandem::scale::quick);
  tests::require_no_violation(profile_a_real_job::claims(seen));
}

TEST_CASE("models that saw the answers refute the scores, and nothing else") {
  const auto seen =
      profile_a_real_job::measure(scored_on::training, 2, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen) == ids{scores});
}

TEST_CASE("one worker computes on one CPU") {
  const auto seen =
      profile_a_real_job::measure(scored_on::held_out, 1, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) == ids{threads, processes});
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 7);
  CHECK(violated_after([](evidence& seen) {
          for (auto& by : seen.ways) {
            by.job.candidates[0].folds[2].right -= 1;
          }
        }) == ids{scores});
  CHECK(violated_after([](evidence& seen) {
          seen.ways[3].job.candidates[0].k = 7;  // no reference for it
        }) == ids{"ways_agree"});
  CHECK(violated_after([](evidence& seen) {
          seen.ways[1].job.read_a_copy = 1;
        }) == ids{"data_is_shared"});
  CHECK(violated_after([](evidence& seen) {
          seen.ways[0].job.phases[0].end = 11;
        }) == ids{"profile_adds_up"});
  CHECK(violated_after([](evidence& seen) {
          seen.ways[2].job.phases[2].begin = 19;
        }) == ids{"locked_tasks_take_turns"});
  CHECK(violated_after([](evidence& seen) {
          seen.threading_cpus.assign(5, {1.49, true});
        }) == ids{threads});
  CHECK(violated_after([](evidence& seen) {
          seen.loky_cpus.assign(5, {1.49, true});
        }) == ids{processes});
}

TEST_CASE("no scores are no proof, nor is a try that was disturbed") {
  auto seen = good();
  for (auto& by : seen.ways) {
    by.job.candidates[0].k = 7;
  }
  seen.loky_cpus.assign(15, {1, false});
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) == ids{scores, processes});
}

TEST_CASE("one CPU cannot show several") {
  auto seen = good();
  seen.usable_cpus = 1;
  seen.loky_cpus.assign(5, {1, true});
  CHECK(ids_of(verdict::inconclusive, seen) == ids{threads, processes});
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(profile_a_real_job::prediction().right(seen) == 0);
  seen.ways[0].job.phases[1].cpu = 11;
  CHECK(profile_a_real_job::prediction().right(seen) == 3);
}

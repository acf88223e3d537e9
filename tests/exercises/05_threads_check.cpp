#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "experiment.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::passage;
using threads::job_list;

/// For a wait that no verdict hangs on: an answer that polls keeps it so long.
constexpr milliseconds short_patience{150};

/// `count` jobs; job 0, 1, ... returns what `run` makes of its number.
job_list jobs_of(int count, const std::function<int(int)>& run) {
  job_list jobs;
  jobs.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    jobs.emplace_back([run, i] { return run(i); });
  }
  return jobs;
}

int square(int i) { return i * i; }

std::vector<int> squares(int count) {
  std::vector<int> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    all.push_back(square(i));
  }
  return all;
}

std::string in_words(const std::vector<int>& numbers) {
  return numbers.empty() ? "nothing"
                         : fmt::format("{}", fmt::join(numbers, ", "));
}

/// Ends the probe where nothing can be said: an answer that polls for more than
/// ten seconds leaves the gate in doubt.
void demand_decided(bool decided) {
  if (!decided) {
    throw tandem::not_judged{"a job was on its way for 10 s and did not begin"};
  }
}

/// Twelve jobs on three threads: the first one waits until all others are done.
struct long_first_job {
  static constexpr int count = 12;
  static constexpr int threads = 3;
  tandem::gate place;
  std::vector<int> done;  ///< in the order in which they were
  passage others_done = passage::undecided;
  std::vector<int> missing;  ///< not done when the first job gave up
  std::vector<int> results;

  void run() {
    results = ::threads::run_jobs(
        jobs_of(count,
                [this](int i) {
                  if (i == 0) {
                    others_done = place.wait_until(
                        [this] { return done.size() >= count - 1; });
                    place.change([this] { note_missing(); });
                  }
                  place.change([this, i] { done.push_back(i); });
                  return square(i);
                }),
        threads);
    demand_decided(others_done != passage::undecided);
  }

 private:
  void note_missing() {
    for (int i = 1; i < count; ++i) {
      if (std::find(done.begin(), done.end(), i) == done.end()) {
        missing.push_back(i);
      }
    }
  }
};

/// How many jobs are inside at once, where each waits for `wanted` of them.
class meeting {
 public:
  explicit meeting(int wanted) : wanted_{wanted} {}

  void come() {
    place_.change([this] { most_ = std::max(most_, ++inside_); });
    const auto how = place_.wait_until([this] { return most_ >= wanted_; });
    place_.change([&] {
      --inside_;
      decided_ = decided_ && how != passage::undecided;
    });
  }
  /// To be asked when all is over.
  [[nodiscard]] int most() const {
    demand_decided(decided_);
    return most_;
  }

 private:
  tandem::gate place_;
  int wanted_;
  int inside_ = 0;
  int most_ = 0;
  bool decided_ = true;
};

/// Counts threads that have run a job and have not ended. Each of them is held
/// back at its very end, until the call is over or waits for it.
class departures {
 public:
  /// To be called by each job.
  void expect_this_thread() {
    if (gettid() != caller_) {
      thread_local std::unique_ptr<departure> mine;
      if (!mine || mine->from != all_) {
        mine = std::make_unique<departure>(all_);
      }
    }
  }
  /// How many are there, now that the call is over; lets them go.
  int still_there() {
    int seen = 0;
    all_->place.change([&] {
      seen = all_->there;
      all_->over = true;
    });
    all_->place.wait_until([this] { return all_->there == 0; });
    return seen;
  }

 private:
  struct shared {
    tandem::gate place;
    int there = 0;
    bool over = false;
  };
  /// Is destroyed when its thread ends.
  struct departure {
    explicit departure(std::shared_ptr<shared> all) : from{std::move(all)} {
      from->place.change([this] { ++from->there; });
    }
    departure(const departure&) = delete;
    departure& operator=(const departure&) = delete;
    ~departure() {
      from->place.wait_until([this] { return from->over; });
      from->place.change([this] { --from->there; });
    }
    std::shared_ptr<shared> from;
  };

  pid_t caller_ = gettid();
  std::shared_ptr<shared> all_ = std::make_shared<shared>();
};

void demand_departed(int still_there, const std::string& when) {
  tandem::demand(
      still_there == 0,
      {.expected =
           "every thread that ran a job has ended when run_jobs " + when,
       .saw = fmt::format("{} of them still there", still_there),
       .why = "a thread that goes on alone uses jobs and results that may be "
              "gone: join it"});
}

/// What a job of ours throws.
struct failure {
  int job = 0;
};

/// A standard exception that is more than its base class.
struct no_such_row : std::runtime_error {
  explicit no_such_row(int number)
      : std::runtime_error{"no such row"}, row{number} {}
  int row;
};

/// What came out of a call whose jobs fail.
struct outcome {
  int failed_job = -1;  ///< whose exception it was, if it was one of ours
  std::string saw = "no exception";
};

outcome outcome_of(const job_list& jobs, int threads) {
  outcome seen;
  try {
    threads::run_jobs(jobs, threads);
  } catch (const tandem::todo&) {
    throw;
  } catch (const failure& thrown) {
    seen.failed_job = thrown.job;
    seen.saw = fmt::format("that of job {}", thrown.job);
  } catch (const std::exception& other) {
    seen.saw = fmt::format("another exception: {}", other.what());
  } catch (...) {
    seen.saw = "another exception, of an unknown type";
  }
  return seen;
}

/// The threads that run jobs. Each job waits until too many of them are there,
/// or until it is sure that they will not come.
struct crowd {
  static constexpr int jobs = 20;
  int too_many = 0;
  std::set<pid_t> seen{};
  bool over = false;
  tandem::gate place{};

  void come() {
    place.change([this] { seen.insert(gettid()); });
    place.wait_until([this] { return over || count() >= too_many; },
                     short_patience);
    place.change([this] { over = true; });
  }
  /// To be called by the thread that called run_jobs.
  void demand_few(int threads, const std::string& where) const {
    const bool caller_too = seen.contains(gettid());
    tandem::demand(
        count() <= threads,
        {.expected = fmt::format("at most {} thread{} for {} jobs, from the "
                                 "first to the last{}",
                                 threads, threads == 1 ? "" : "s", jobs, where),
         .saw = fmt::format("{} threads{}", count(),
                            caller_too ? ", the calling one among them" : ""),
         .why = count() == jobs ? "a thread for each job is one too many: they "
                                  "take turns at the jobs"
                                : ""});
  }

 private:
  [[nodiscard]] int count() const { return static_cast<int>(seen.size()); }
};

constexpr int early = 1;  ///< two jobs that fail
constexpr int late = 3;

/// Eight jobs on four threads; jobs 1 and 3 fail when both have begun, `second`
/// when nothing else goes on any more.
outcome fail_twice(int second) {
  struct {
    tandem::gate place;
    int begun = 0;
  } shared;
  return outcome_of(
      jobs_of(8,
              [&](int i) {
                if (i != early && i != late) {
                  return i;
                }
                shared.place.change([&] { ++shared.begun; });
                shared.place.wait_until([&] { return shared.begun == 2; });
                if (i == second) {
                  shared.place.wait_until([] { return false; }, short_patience);
                }
                throw failure{i};
              }),
      4);
}

/// Twelve jobs on three threads, where the calling thread may run some: its
/// first one fails, or its second one if it has job 0, and so do all others
/// that run then or later.
struct caller_fails {
  static constexpr int count = 12;
  static constexpr int threads = 3;
  tandem::gate place;
  int begun = 0;
  int by_caller = -1;  ///< the job of the calling thread that failed
  int first = count;   ///< in the list, of those that failed
  outcome seen;

  void run() {
    const auto caller = gettid();
    seen = outcome_of(
        jobs_of(count,
                [this, caller](int i) {
                  const bool mine = gettid() == caller;
                  place.change([this] { ++begun; });
                  if (mine && i == 0) {  // let others have those that follow
                    place.wait_until([this] { return begun >= threads; },
                                     short_patience);
                    return i;
                  }
                  if (!mine) {
                    place.wait_until([this] { return first < count; },
                                     short_patience);
                  }
                  place.change([&] {
                    first = std::min(first, i);
                    by_caller = mine ? i : by_caller;
                  });
                  throw failure{i};
                }),
        threads);
  }
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "every_job_once") {
  for (const int count : {0, 1, 2, 3, 7, 50}) {
    for (const int threads : {1, 2, 3, 8}) {
      // No order between the counts: ThreadSanitizer must not be led to think
      // that the answer made one.
      std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
      const auto results = threads::run_jobs(
          jobs_of(count,
                  [&](int i) {
                    runs[static_cast<std::size_t>(i)].fetch_add(
                        1, std::memory_order_relaxed);
                    return square(i);
                  }),
          threads);
      std::string odd;
      for (std::size_t i = 0; i < runs.size() && odd.empty(); ++i) {
        if (runs[i] != 1) {
          odd = fmt::format("job {} run {} times", i, runs[i].load());
        }
      }
      const auto what = fmt::format("{} jobs on {} threads", count, threads);
      tandem::demand(
          odd.empty(),
          {.expected = "each job run once, of " + what, .saw = odd, .why = ""});
      tandem::demand(results.size() == runs.size(),
                     {.expected = fmt::format("{} results of {}", count, what),
                      .saw = fmt::format("{} results", results.size()),
                      .why = ""});
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "threads_have_ended") {
  departures all;
  threads::run_jobs(jobs_of(12,
                            [&](int i) {
                              all.expect_this_thread();
                              return i;
                            }),
                    3);
  demand_departed(all.still_there(), "returns");
}

TEST_CASE_METHOD(tandem::probe, "results_in_order") {
  long_first_job here;
  here.run();
  tandem::demand(
      here.results == squares(here.count),
      {.expected = in_words(squares(here.count)) +
                   ", where job i returns i * i and job 0 ends late",
       .saw = in_words(here.results),
       .why = "jobs end in any order; each result belongs into the place of "
              "its job"});
}

TEST_CASE_METHOD(tandem::probe, "begin_in_order") {
  std::vector<int> begun;
  threads::run_jobs(jobs_of(7,
                            [&](int i) {
                              begun.push_back(i);
                              return i;
                            }),
                    1);
  tandem::demand(begun == std::vector<int>{0, 1, 2, 3, 4, 5, 6},
                 {.expected = "jobs begin in the order 0 to 6, on one thread",
                  .saw = in_words(begun),
                  .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "at_once") {
  // More than any pool that an answer keeps, or caps by the number of CPUs.
  const int many =
      std::max(70, static_cast<int>(std::thread::hardware_concurrency()) + 1);
  for (const auto& [count, threads] :
       {std::array{12, 3}, std::array{10, 5}, std::array{2, 8},
        std::array{many, many}}) {
    const int wanted = std::min(count, threads);  // more jobs there may not be
    meeting place{wanted};
    threads::run_jobs(jobs_of(count,
                              [&](int i) {
                                place.come();
                                return i;
                              }),
                      threads);
    const int most = place.most();
    tandem::demand(
        most >= wanted,
        {.expected = fmt::format("{} jobs at once, of {} jobs on {} threads",
                                 wanted, count, threads),
         .saw = fmt::format("{} at most: a job waited for the others, and they "
                            "did not begin",
                            most),
         .why =
             most == 1 ? "each job waits for the one before it to end" : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "no_more_threads") {
  for (const int threads : {1, 3}) {
    crowd all{.too_many = threads + 1};
    threads::run_jobs(jobs_of(crowd::jobs,
                              [&](int i) {
                                all.come();
                                return i;
                              }),
                      threads);
    all.demand_few(threads, "");
  }
}

TEST_CASE_METHOD(tandem::probe, "free_thread") {
  long_first_job here;
  here.run();
  tandem::demand(
      here.others_done == passage::happened,
      {.expected = "while one of three threads is busy with job 0, the others "
                   "do jobs 1 to 11",
       .saw = fmt::format("not done: {}", in_words(here.missing)),
       .why = "these jobs wait for one thread, though others are free: let "
              "each thread take the next job when it has done one"});
}

TEST_CASE_METHOD(tandem::probe, "failure") {
  departures all;
  std::atomic<int> throws{0};
  const auto seen = outcome_of(jobs_of(6,
                                       [&](int i) {
                                         all.expect_this_thread();
                                         if (i == 2) {
                                           ++throws;
                                           throw failure{i};
                                         }
                                         return i;
                                       }),
                               2);
  const int still_there = all.still_there();
  tandem::demand(seen.failed_job == 2,
                 {.expected = "the exception of job 2, as it was thrown",
                  .saw = seen.saw,
                  .why = seen.saw == "no exception"
                             ? "an exception stays in its thread unless you "
                               "carry it over: std::exception_ptr"
                             : ""});
  tandem::demand(throws == 1,
                 {.expected = "job 2, which throws, run once",
                  .saw = fmt::format("it was run {} times", throws.load()),
                  .why = ""});
  demand_departed(still_there, "throws");

  constexpr int threads = 1;
  crowd all_fail{.too_many = threads};  // nobody waits
  outcome_of(jobs_of(crowd::jobs,
                     [&](int i) -> int {
                       all_fail.come();
                       throw failure{i};
                     }),
             threads);
  all_fail.demand_few(threads, ", each of which throws");
}

TEST_CASE_METHOD(tandem::probe, "first_failure") {
  for (const int second : {early, late}) {
    const auto seen = fail_twice(second);
    tandem::demand(
        seen.failed_job == early,
        {.expected = fmt::format("the exception of job {}, where job {} throws "
                                 "and job {} later",
                                 early, early + late - second, second),
         .saw = seen.saw,
         .why = seen.failed_job != late
                    ? ""
                    : fmt::format("job {} comes first in the list, whichever "
                                  "was thrown first",
                                  early)});
  }
  caller_fails here;
  here.run();
  tandem::demand(
      here.seen.failed_job == here.first,
      {.expected = fmt::format("the exception of job {}, the first in the list "
                               "that threw",
                               here.first),
       .saw = here.seen.saw,
       .why = here.by_caller >= 0 && here.seen.failed_job == here.by_caller
                  ? "the calling thread ran that one, and others have thrown, "
                    "too"
                  : ""});
}

TEST_CASE_METHOD(tandem::probe, "anything_thrown") {
  const std::vector<std::pair<std::string, std::function<int()>>> table{
      {"42", []() -> int { throw 42; }},
      {"no_such_row 7, derived from std::runtime_error",
       []() -> int { throw no_such_row{7}; }}};
  for (const auto& [what, job] : table) {
    std::string saw = "no exception";
    try {
      threads::run_jobs({job}, 2);
    } catch (const tandem::todo&) {
      throw;
    } catch (const int thrown) {
      saw = fmt::format("{}", thrown);
    } catch (const no_such_row& thrown) {
      saw = fmt::format("no_such_row {}, derived from std::runtime_error",
                        thrown.row);
    } catch (const std::runtime_error&) {
      saw = "a std::runtime_error";
    } catch (...) {
      saw = "another exception";
    }
    tandem::demand(
        saw == what,
        {.expected = what + ", thrown by a job: it may throw anything",
         .saw = saw,
         .why = saw == "a std::runtime_error"
                    ? "that is a new exception: std::exception_ptr carries the "
                      "one that was thrown, whatever its type"
                    : ""});
  }
}

TEST_CASE_METHOD(tandem::probe, "twelve_jobs") {
  const auto seen = threads::run_twelve(threads::run_jobs, 3, milliseconds{4});
  for (const auto& claim : threads::claims(seen, getpid())) {
    // A thread more or less is no mistake here: the caller may run jobs, too.
    tandem::demand(claim.is != tandem::verdict::violated,
                   {.expected = claim.id + ", as in the lesson: " + claim.says,
                    .saw = describe_figure(claim),
                    .why = ""});
  }
}

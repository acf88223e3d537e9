#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/workers/parallel_options.hpp"
#include "digits.hpp"
#include "job.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/refusal.hpp"

namespace {

using profile_a_real_job::recorded_run;
using profile_a_real_job::span;
using profile_a_real_job::summary;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// A task of a worker, or what the caller does alone; the CPU time is the
/// span's, unless it is given.
span task(int worker, nanoseconds begin, nanoseconds end) {
  return {worker, true, begin, end, end - begin};
}
span serial(nanoseconds begin, nanoseconds end) {
  return {0, false, begin, end, end - begin};
}
constexpr milliseconds ms(std::int64_t count) { return milliseconds{count}; }

double share_of(nanoseconds part, nanoseconds all) {
  return all.count() == 0 ? 0
                          : static_cast<double>(part.count()) /
                                static_cast<double>(all.count());
}

/// Asks at each moment who is at what. Between two begins or ends nothing
/// changes, so one moment speaks for the time up to the next.
summary played(const recorded_run& run) {
  std::set<nanoseconds> changes{nanoseconds{0}, run.wall};
  for (const auto& one : run.spans) {
    changes.insert({one.begin, one.end});
  }
  summary all;
  for (auto at = changes.begin(); std::next(at) != changes.end(); ++at) {
    const auto lasts = *std::next(at) - *at;
    std::set<int> at_tasks;
    bool is_serial = false;
    for (const auto& one : run.spans) {
      if (one.begin <= *at && *at < one.end) {
        one.is_task ? void(at_tasks.insert(one.worker))
                    : void(is_serial = true);
      }
    }
    const auto busy = std::ssize(at_tasks) + (is_serial ? 1 : 0);
    all.serial += is_serial ? lasts : nanoseconds{0};
    all.tasks += std::ssize(at_tasks) * lasts;
    all.idle += (run.workers - busy) * lasts;
  }
  all.serial_share = share_of(all.serial, all.serial + all.tasks);
  return all;
}

/// What a summary's ceiling is: from how long so many workers take.
double right_ceiling(const summary& of, int workers) {
  const double share = share_of(of.serial, of.serial + of.tasks);
  return of.serial + of.tasks == nanoseconds{0}
             ? 1
             : 1 / (share + (1 - share) / workers);
}

std::string in_words(nanoseconds time) {
  return time % ms(1) == nanoseconds{0} ? fmt::format("{} ms", time / ms(1))
                                        : fmt::format("{} ns", time.count());
}

std::string in_words(const span& one) {
  return fmt::format("{} of worker {} from {} to {}",
                     one.is_task ? "a task" : "serial", one.worker,
                     in_words(one.begin), in_words(one.end));
}

std::string in_words(const recorded_run& run) {
  constexpr std::size_t most = 5;
  auto all = fmt::format("{} worker{}, {}", run.workers,
                         run.workers == 1 ? "" : "s", in_words(run.wall));
  for (std::size_t i = 0; i < std::min(run.spans.size(), most); ++i) {
    all += "; " + in_words(run.spans[i]);
  }
  return run.spans.size() <= most
             ? all
             : fmt::format("{}; ... ({} spans)", all, run.spans.size());
}

bool agree(double said, double right) {
  return std::abs(said - right) <= 1e-9 * std::max(1.0, std::abs(right));
}

/// Why a figure may be wrong, from what was said of the whole run.
using reason = std::function<std::string(const summary& said)>;

void demand_summary(const recorded_run& run, const reason& why_of) {
  const auto said = profile_a_real_job::summarize(run);
  const auto right = played(run);
  const auto why = why_of(said);
  const auto demand_time = [&](const char* what, nanoseconds saw,
                               nanoseconds expected) {
    tandem::demand(saw == expected,
                   {.expected = fmt::format("{}: {} {}", in_words(run), what,
                                            in_words(expected)),
                    .saw = in_words(saw),
                    .why = why});
  };
  demand_time("serial", said.serial, right.serial);
  demand_time("tasks", said.tasks, right.tasks);
  demand_time("idle", said.idle, right.idle);
  tandem::demand(agree(said.serial_share, right.serial_share),
                 {.expected = fmt::format("{}: serial share {:.9f}",
                                          in_words(run), right.serial_share),
                  .saw = fmt::format("{:.9f}", said.serial_share),
                  .why = why});
}

void demand_summary(const recorded_run& run, const std::string& why = "") {
  demand_summary(run, [&](const summary&) { return why; });
}

void demand_ceiling(const summary& of, int workers,
                    const std::string& why = "") {
  const double said = profile_a_real_job::ceiling(of, workers);
  const double right = right_ceiling(of, workers);
  tandem::demand(
      agree(said, right),
      {.expected = fmt::format("serial {}, tasks {}: a ceiling of {:.9f} for "
                               "{} worker{}",
                               in_words(of.serial), in_words(of.tasks), right,
                               workers, workers == 1 ? "" : "s"),
       .saw = fmt::format("{:.9f}", said),
       .why = why});
}

void demand_refused(const std::function<void()>& call, const std::string& given,
                    const std::string& why) {
  const auto saw = scene::instead_of_invalid_argument([&] {
    call();
    return "an answer";
  });
  tandem::demand(saw.empty(), {.expected = "std::invalid_argument for " + given,
                               .saw = saw,
                               .why = why});
}

void demand_run_refused(const recorded_run& run, const std::string& why) {
  demand_refused([&] { profile_a_real_job::summarize(run); }, in_words(run),
                 why);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "example") {
  const recorded_run run{
      2,
      ms(100),
      {serial(ms(0), ms(20)), serial(ms(8), ms(14)), task(0, ms(20), ms(80)),
       task(1, ms(20), ms(50)), task(1, ms(55), ms(95))}};
  demand_summary(run, [](const summary& said) -> std::string {
    if (said.serial == ms(26)) {
      return "reading the file lies within the load: a moment counts once";
    }
    if (said.serial == ms(40)) {
      return "while one worker is left with its task the other idles; but the "
             "task could have been shared, so it is not serial";
    }
    if (said.serial == ms(25) || said.serial == ms(70)) {
      return "idle time is not serial: nobody was at it";
    }
    return "";
  });
  const auto said = profile_a_real_job::summarize(run);
  const double at_two = profile_a_real_job::ceiling(said, 2);
  demand_ceiling(said, 2,
                 at_two == 2 ? "time divided by the workers is the least that "
                               "there could be; what is serial is not divided"
                             : "");
  demand_ceiling(said, 1000);
}

TEST_CASE_METHOD(tandem::probe, "spans_within_spans") {
  constexpr const char* once =
      "a moment at which a worker has several spans "
      "counts once";
  demand_summary({1, ms(10), {task(0, ms(0), ms(10)), task(0, ms(2), ms(5))}},
                 once);
  demand_summary({1, ms(10), {task(0, ms(0), ms(6)), task(0, ms(4), ms(9))}},
                 once);
  demand_summary(
      {1,
       ms(20),
       {task(0, ms(0), ms(10)), task(0, ms(1), ms(2)), task(0, ms(5), ms(12))}},
      "the span before may lie within a longer one");
  demand_summary(
      {1,
       ms(20),
       {serial(ms(0), ms(10)), serial(ms(1), ms(2)), serial(ms(5), ms(12))}},
      once);
  for (const auto& [first, second] :
       {std::pair{3, 3}, std::pair{5, 3}, std::pair{3, 5}}) {
    demand_summary(
        {1, ms(10), {task(0, ms(0), ms(first)), task(0, ms(0), ms(second))}},
        "spans may begin at the same moment, and a moment counts once");
  }
}

TEST_CASE_METHOD(tandem::probe, "several_at_once") {
  demand_summary({2, ms(10), {task(0, ms(0), ms(10)), task(1, ms(0), ms(10))}},
                 "two workers at once are two times as much time");
  demand_summary(
      {3,
       ms(10),
       {task(0, ms(0), ms(10)), task(1, ms(2), ms(5)), task(2, ms(1), ms(4))}},
      "spans lie within each other only if they are one worker's");
}

TEST_CASE_METHOD(tandem::probe, "any_order") {
  demand_summary(
      {2,
       ms(40),
       {task(1, ms(30), ms(40)), task(0, ms(10), ms(20)),
        task(1, ms(10), ms(25)), serial(ms(2), ms(9)), task(0, ms(20), ms(30)),
        serial(ms(0), ms(4)), task(1, ms(12), ms(14))}},
      "spans come in any order");
}

TEST_CASE_METHOD(tandem::probe, "waits") {
  auto waits = task(0, ms(2), ms(8));
  waits.cpu = ms(1);
  auto reads = serial(ms(0), ms(2));
  reads.cpu = nanoseconds{0};
  demand_summary({1, ms(8), {reads, waits}},
                 "who waits has not got the time for anything else: wall time");
  auto has_threads = task(1, ms(2), ms(8));
  has_threads.cpu = ms(24);
  demand_summary({2, ms(8), {reads, waits, has_threads}},
                 "a task may use more CPU time than passes on the wall");
  waits.cpu = nanoseconds{-1};
  demand_summary({1, ms(8), {reads, waits}},
                 "what cpu says has no part in it, and is never refused");
}

TEST_CASE_METHOD(tandem::probe, "idle") {
  demand_summary({4, ms(10), {task(2, ms(0), ms(10))}},
                 "a worker without spans is idle all the while");
  demand_summary(
      {1, ms(100), {task(0, ms(30), ms(40)), task(0, ms(60), ms(70))}},
      "there is time before the first span, between spans, and "
      "after the last");
  demand_summary({3, ms(10), {serial(ms(0), ms(10))}},
                 "while the caller is at something serial, the others idle");
}

TEST_CASE_METHOD(tandem::probe, "more_serial_later") {
  demand_summary({2,
                  ms(100),
                  {serial(ms(0), ms(5)), task(0, ms(5), ms(40)),
                   task(1, ms(6), ms(50)), serial(ms(50), ms(58)),
                   task(0, ms(60), ms(90)), serial(ms(93), ms(99))}},
                 "the caller may be at serial spans and at tasks, in turns");
}

TEST_CASE_METHOD(tandem::probe, "nothing") {
  for (const int workers : {1, 3}) {
    demand_summary({workers, ms(10), {}}, "without spans all are idle");
    demand_summary({workers, ms(0), {}}, "a run may take no time");
    demand_summary(
        {workers, ms(10), {task(0, ms(4), ms(4)), serial(ms(2), ms(2))}},
        "a span may take no time");
  }
  for (const int workers : {1, 2, 1000}) {
    demand_ceiling({}, workers, "without any work the contract says 1");
  }
}

TEST_CASE_METHOD(tandem::probe, "amdahl") {
  for (const int workers : {1, 2, 3, 7, 64, 1000, 1'000'000}) {
    demand_ceiling({.serial = ms(10), .tasks = ms(90)}, workers,
                   "the tasks' time is divided by the workers, serial time "
                   "stays");
    demand_ceiling({.serial = ms(0), .tasks = ms(90)}, workers,
                   "without serial time, as many times as fast");
    demand_ceiling({.serial = ms(10), .tasks = ms(0)}, workers,
                   "tasks are all that more workers help with");
    demand_ceiling({.serial = nanoseconds{1}, .tasks = nanoseconds{10}},
                   workers, "a part of a nanosecond counts, too");
  }
  demand_ceiling(
      {.serial = ms(10), .tasks = ms(90), .idle = ms(500), .serial_share = 0.7},
      2, "the ceiling depends on serial time and tasks alone");
  for (const int workers : {1000, 1'000'000}) {
    for (const nanoseconds least : {nanoseconds{1}, nanoseconds{hours{1}}}) {
      demand_ceiling({.serial = least, .tasks = hours{1000}}, workers,
                     "hours fit into nanoseconds, but not times the workers");
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "exact") {
  demand_summary({2,
                  nanoseconds{1'000'003},
                  {serial(nanoseconds{0}, nanoseconds{1}),
                   task(0, nanoseconds{3}, nanoseconds{999'999}),
                   task(1, nanoseconds{7}, nanoseconds{8})}},
                 "each nanosecond counts");
}

TEST_CASE_METHOD(tandem::probe, "long_and_many") {
  recorded_run run{1000, hours{1}, {serial(nanoseconds{0}, nanoseconds{1})}};
  for (int i = 0; i < run.workers; ++i) {
    run.spans.push_back(task(i, nanoseconds{i + 1}, run.wall));
  }
  const auto said = profile_a_real_job::summarize(run);
  // Worker i idles before its task; the first one has the serial nanosecond.
  const nanoseconds idle{1000 * 1001 / 2 - 1};
  tandem::demand(
      said.idle == idle && said.serial == nanoseconds{1} &&
          said.tasks == 1000 * run.wall - idle - nanoseconds{1},
      {.expected = fmt::format("1000 workers at tasks for an hour: serial 1 ns "
                               "and idle {} ns",
                               idle.count()),
       .saw = fmt::format("serial {} ns and idle {} ns", said.serial.count(),
                          said.idle.count()),
       .why = "there may be 1000 workers, and an hour has more nanoseconds "
              "than 32 bits can count"});
  for (auto& one : run.spans) {
    one.begin = nanoseconds{one.is_task ? 1 : 0};
  }
  demand_summary(run, "1000 hours are more nanoseconds than a double holds");
  for (const bool is_task : {true, false}) {
    run = {2, ms(10), {}};
    for (int i = 0; i < 3000; ++i) {
      run.spans.push_back({0, is_task, ms(1), ms(2 + i % 7), {}});
    }
    demand_summary(run, "thousands of spans may begin at the same moment");
  }
}

TEST_CASE_METHOD(tandem::probe, "refused") {
  for (const int workers : {0, -1}) {
    demand_run_refused({workers, ms(10), {}}, "nobody would do anything");
    demand_refused(
        [&] {
          profile_a_real_job::ceiling({.serial = ms(1), .tasks = ms(1)},
                                      workers);
        },
        fmt::format("the ceiling of {} workers", workers),
        "nobody would do anything");
    demand_refused(
        [&] { profile_a_real_job::ceiling({}, workers); },
        fmt::format("the ceiling of {} workers, without work, too", workers),
        "");
  }
  demand_run_refused({1, ms(-1), {}}, "no run ends before it begins");
  for (const bool is_task : {true, false}) {
    const auto demand_span_refused = [&](span one, const std::string& why) {
      one.is_task = is_task;
      demand_run_refused({2, ms(10), {task(1, ms(9), ms(10)), one}}, why);
    };
    demand_span_refused(task(2, ms(1), ms(2)), "there are workers 0 and 1");
    demand_span_refused(task(-1, ms(1), ms(2)), "there are workers 0 and 1");
    for (const auto by : {nanoseconds{ms(1)}, nanoseconds{1}}) {
      demand_span_refused(task(0, ms(5), ms(5) - by),
                          "it ends before it begins");
      demand_span_refused(task(0, -by, ms(4)), "the run begins at 0");
      demand_span_refused(task(0, ms(8), ms(10) + by),
                          "the run has ended before");
    }
    demand_run_refused(
        {1,
         ms(10),
         {{0, is_task, ms(0), ms(10), {}}, {0, is_task, ms(5), ms(4), {}}}},
        "within a longer one, too, a span may not end before it begins");
    demand_span_refused(task(0, ms(11), ms(11)), "the run has ended before");
  }
}

TEST_CASE_METHOD(tandem::probe, "again") {
  demand_summary({2, ms(9), {serial(ms(0), ms(3)), task(1, ms(3), ms(9))}});
  demand_summary({1, ms(4), {task(0, ms(0), ms(4))}},
                 "each summary begins anew");
  demand_ceiling({.serial = ms(5), .tasks = ms(5)}, 3);
  demand_ceiling({.serial = ms(1), .tasks = ms(5)}, 2,
                 "it is said in the call of what, and for how many workers");
}

TEST_CASE_METHOD(tandem::probe, "made_up_runs") {
  std::mt19937 dice{23};  // always the same runs
  const auto number = [&](int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(dice);
  };
  for (int i = 0; i < 400; ++i) {
    const nanoseconds wall{i % 2 == 0 ? 30 : 100'000};
    const nanoseconds shared_out = wall / number(2, 10);
    recorded_run run{number(1, 6), wall, {}};
    for (int spans = number(0, 25); spans > 0; --spans) {
      const bool is_task = number(0, 3) > 0;
      const auto moment = [&] {
        return is_task
                   ? nanoseconds{number(static_cast<int>(shared_out.count()),
                                        static_cast<int>(wall.count()))}
                   : nanoseconds{
                         number(0, static_cast<int>(shared_out.count()))};
      };
      const auto [begin, end] = std::minmax({moment(), moment()});
      run.spans.push_back({is_task ? number(0, run.workers - 1) : 0, is_task,
                           begin, end, nanoseconds{number(0, 1000)}});
    }
    demand_summary(run);
    demand_ceiling(played(run), number(1, 12));
  }
}

/// What the lesson's job notes, on two threads.
TEST_CASE_METHOD(tandem::probe, "real_run") {
  const tandem::parallel_config on_threads{
      {.backend = "threading", .n_jobs = 2}};
  const auto job =
      profile_a_real_job::select_model(profile_a_real_job::digits_file(), {3},
                                       profile_a_real_job::scored_on::held_out);
  recorded_run run{2, nanoseconds{job.end - job.begin}, {}};
  std::map<pid_t, int> number_of{{job.caller, 0}};
  for (const auto& one : job.phases) {
    const auto next = static_cast<int>(number_of.size());
    run.spans.push_back({number_of.try_emplace(one.thread, next).first->second,
                         one.what != profile_a_real_job::phase::load,
                         nanoseconds{one.begin - job.begin},
                         nanoseconds{one.end - job.begin},
                         nanoseconds{one.cpu}});
  }
  demand_summary(run);
  demand_ceiling(profile_a_real_job::summarize(run), 2);
}

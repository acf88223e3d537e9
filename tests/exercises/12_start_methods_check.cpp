#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/todo.hpp"
#include "common/workers/process_workers.hpp"
#include "tests/catch.hpp"

// Each process of the program is played in a process of its own, a worker of
// the check: there the answer's variables begin anew, as they would in truth.
// What the answer starts is only noted, and then played in its turn.
namespace {

using start_methods::worker_argument;
using words = std::vector<std::string>;

/// What a process begins with.
struct birth {
  words arguments;
  std::map<std::string, std::string> environment;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& arguments& environment;
  }
};

/// What a process can do.
namespace step {
const std::string empties = "empties the results";
const std::string starts = "starts a process";
const std::string works = "works";
const std::string serves = "serves";
}  // namespace step

/// One process that is to be played.
struct plan {
  birth born;
  int workers = 2;
  int code = 0;         ///< what its work, or its service, returns
  std::string fails{};  ///< the step that throws
  int fails_at = 1;     ///< at which time
  std::vector<words> runs_program{};  ///< as a user would, with these arguments

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& born& workers& code& fails& fails_at& runs_program;
  }
};

/// What it did.
struct life {
  words steps;
  std::vector<birth> started{};  ///< by start_again
  std::vector<birth> ran{};      ///< as a user would
  int code = 0;                  ///< what the entry point returned
  std::string thrown{};          ///< or what it threw
  bool thrown_as_planned = false;

  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& steps& started& ran& code& thrown& thrown_as_planned;
  }
};

constexpr auto planned_error = std::errc::resource_unavailable_try_again;

class staged_process final : public start_methods::own_process {
 public:
  explicit staged_process(const plan& played)
      : played_{played}, environment_{played.born.environment} {}

  [[nodiscard]] const words& arguments() const override {
    return played_.born.arguments;
  }
  [[nodiscard]] std::optional<std::string> variable(
      const std::string& name) const override {
    const auto found = environment_.find(name);
    return found == environment_.end() ? std::nullopt
                                       : std::optional{found->second};
  }
  void set_variable(const std::string& name,
                    const std::string& value) override {
    environment_[name] = value;
  }
  void unset_variable(const std::string& name) override {
    environment_.erase(name);
  }
  [[nodiscard]] int workers_wanted() const override { return played_.workers; }

  void start_again(const words& arguments) override {
    note(step::starts);
    lived_.started.push_back({arguments, environment_});
  }
  void empty_results() override { note(step::empties); }
  int work() override { return run(step::works); }
  int serve() override { return run(step::serves); }

  [[nodiscard]] life& lived() { return lived_; }

 private:
  void note(const std::string& what) {
    constexpr std::size_t far_too_many = 1'000;
    if (lived_.steps.size() == far_too_many) {
      throw std::runtime_error{"there is no end"};
    }
    lived_.steps.push_back(what);
    if (what == played_.fails &&
        std::ranges::count(lived_.steps, what) == played_.fails_at) {
      throw std::system_error{std::make_error_code(planned_error), what};
    }
  }
  int run(const std::string& what) {
    note(what);
    for (const auto& arguments : played_.runs_program) {
      lived_.ran.push_back({arguments, environment_});
    }
    return played_.code;
  }

  const plan& played_;
  std::map<std::string, std::string> environment_;
  life lived_;
};

/// The task: one process, from its entry point to its end.
life live(const plan& played) {
  staged_process here{played};
  try {
    const int code = start_methods::entry_point(here);
    here.lived().code = code;
  } catch (const tandem::todo&) {
    throw;
  } catch (const std::exception& error) {
    const auto* system = dynamic_cast<const std::system_error*>(&error);
    here.lived().thrown = error.what();
    here.lived().thrown_as_planned =
        system != nullptr && system->code() == planned_error;
  } catch (...) {
    here.lived().thrown = "something that is no std::exception";
  }
  return here.lived();
}

/// As one would type it: variables, program, arguments.
std::string command_line(const birth& born) {
  std::string all;
  for (const auto& [name, value] : born.environment) {
    all += fmt::format("{}={} ", name, value);
  }
  all += "program";
  for (const auto& word : born.arguments) {
    all += word.find(' ') == std::string::npos && !word.empty()
               ? " " + word
               : fmt::format(" \"{}\"", word);
  }
  return all;
}

/// "empties the results, starts 2 processes, works", and how it ended.
std::string in_words(const life& seen) {
  std::string all;
  for (std::size_t i = 0; i < seen.steps.size();) {
    const auto& what = seen.steps[i];
    std::size_t times = 1;
    while (i + times < seen.steps.size() && seen.steps[i + times] == what) {
      ++times;
    }
    all += all.empty() ? "" : ", ";
    all += times == 1             ? what
           : what == step::starts ? fmt::format("starts {} processes", times)
                                  : fmt::format("{}, {} times", what, times);
    i += times;
  }
  all = all.empty() ? "does nothing" : all;
  return seen.thrown.empty() ? all
                             : fmt::format("{}, throws: {}", all, seen.thrown);
}

/// What it was started as, and what it did, a line or more each.
std::string story_of(const plan& played, const life& seen) {
  constexpr std::size_t width = 68;
  return tandem::wrap("started as: " + command_line(played.born), width) +
         "\n" + tandem::wrap("it " + in_words(seen), width);
}

/// Plays a process; what stops the play ends the probe.
life play(const plan& played) {
  tandem::process_workers fresh{1, tandem::start_method::spawn};
  const auto outcome = fresh.outcomes<&live>(std::vector{played}).at(0);
  if (outcome.result) {
    return *outcome.result;
  }
  try {
    try {
      std::rethrow_exception(outcome.failure);
    } catch (const tandem::task_error& error) {
      std::rethrow_if_nested(error);
      throw;
    }
  } catch (const tandem::remote_error& error) {
    if (error.type() == "tandem::todo") {
      const std::string text = error.what();
      const auto own = error.type() + ": ";
      throw tandem::todo{text.starts_with(own) ? text.substr(own.size())
                                               : text};
    }
    throw;
  } catch (const tandem::worker_died& died) {
    tandem::demand(false, {.expected = "that your entry point comes back",
                           .saw = fmt::format("the process {}, started as: {}",
                                              to_text(died.ending()),
                                              command_line(played.born)),
                           .why = ""});
  }
  return {};
}

words steps_of_program(int workers) {
  words steps{step::empties};
  steps.insert(steps.end(), static_cast<std::size_t>(workers), step::starts);
  steps.push_back(step::works);
  return steps;
}

/// Plays what has to be the program itself.
/// Shape    `of_its_birth` says where arguments and variables come from: the
///          reason why it is no worker, and whatever a variable may change.
life play_program(const plan& played, const std::string& who,
                  const std::string& of_its_birth = "") {
  auto seen = play(played);
  const life expected{.steps = steps_of_program(played.workers)};
  const bool by_its_birth = std::ranges::count(seen.steps, step::serves) > 0 ||
                            !played.born.environment.empty();
  tandem::demand(seen.steps == expected.steps && seen.thrown.empty(),
                 {.expected = fmt::format("{}: {}", who, in_words(expected)),
                  .saw = story_of(played, seen),
                  .why = by_its_birth ? of_its_birth : ""});
  return seen;
}

/// Plays what has to be a worker.
life play_worker(const plan& played) {
  auto seen = play(played);
  const auto did = [&](const std::string& what) {
    return std::ranges::count(seen.steps, what) > 0;
  };
  const auto workers = played.workers;
  std::string why;
  if (did(step::starts) && workers > 1) {
    why = fmt::format(
        "each of those would do the same: {}, {}, {} processes, and no end",
        workers, workers * workers, workers * workers * workers);
  } else if (did(step::empties)) {
    why = "whatever the results held by then is lost";
  } else if (did(step::works)) {
    why = "the program's work would be done by each worker once more";
  }
  tandem::demand(
      seen.steps == words{step::serves} && seen.thrown.empty(),
      {.expected = "a process that was started to be a worker: serves",
       .saw = story_of(played, seen),
       .why = why});
  return seen;
}

const std::string a_user_starts = "a process that a user starts";
const std::string a_users_words =
    "it was a user who gave it these arguments and variables";

/// A program that a user starts, and its workers.
void demand_works(const birth& born, int workers = 2) {
  const auto seen = play_program({.born = born, .workers = workers},
                                 a_user_starts, a_users_words);
  if (!seen.started.empty()) {
    play_worker({.born = seen.started.back(), .workers = workers});
  }
}

/// How the program is run as a user would: with any arguments, or none.
const std::vector<words> ways_to_run{
    {"other.txt"}, {"find", worker_argument}, {}};

/// Plays what `runner` has run as a user would, and a worker of each.
void demand_run_by(const life& runner, const std::string& who,
                   const std::string& inherited) {
  for (const auto& born : runner.ran) {
    const auto other = play_program({.born = born}, who,
                                    born.environment.empty() ? "" : inherited);
    play_worker({.born = other.started.at(0)});
  }
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "program") {
  for (const auto& arguments :
       {words{}, words{"report.txt"}, words{"-v", "report.txt", "3"}}) {
    play_program({.born = {arguments, {}}}, a_user_starts, a_users_words);
  }
  for (const int workers : {0, 1, 5}) {
    play_program({.born = {{"report.txt"}, {}}, .workers = workers},
                 a_user_starts);
  }
}

TEST_CASE_METHOD(tandem::probe, "worker") {
  for (const auto& arguments : {words{}, words{"-v", "report.txt"}}) {
    const auto seen =
        play_program({.born = {arguments, {}}, .workers = 3}, a_user_starts);
    for (const auto& child : seen.started) {
      play_worker({.born = child, .workers = 3});
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "exit_code") {
  const auto program =
      play_program({.born = {{"report.txt"}, {}}, .code = 3}, a_user_starts);
  tandem::demand(program.code == 3,
                 {.expected = "the exit code that work() returns, 3",
                  .saw = fmt::format("{}", program.code),
                  .why = ""});
  const auto worker = play_worker({.born = program.started.at(0), .code = 5});
  tandem::demand(worker.code == 5,
                 {.expected = "the exit code that serve() returns, 5",
                  .saw = fmt::format("{}", worker.code),
                  .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "words_of_a_user") {
  const std::string worker = worker_argument;
  for (const auto& arguments :
       {words{"find", worker}, words{"-v", worker, "report.txt"}, words{""},
        words{worker + "-count"}, words{"--serve"}, words{"--worker"},
        words{"worker"}}) {
    demand_works({arguments, {}});
  }
  demand_works({{"report.txt"},
                {{"HOME", "/home/ada"},
                 {"WORKER", "1"},
                 {"IS_WORKER", "1"},
                 {"SERVE_AS_WORKER", "1"}}});
}

TEST_CASE_METHOD(tandem::probe, "run_by_the_work") {
  const auto program =
      play_program({.born = {{"report.txt"}, {}}, .runs_program = ways_to_run},
                   a_user_starts);
  demand_run_by(program,
                "a process that the program's work starts as a user would",
                "it has inherited the environment of the program");
}

TEST_CASE_METHOD(tandem::probe, "run_by_a_worker") {
  const auto program =
      play_program({.born = {{"report.txt"}, {}}}, a_user_starts);
  const auto worker =
      play_worker({.born = program.started.at(0), .runs_program = ways_to_run});
  demand_run_by(worker, "a process that a worker's task starts as a user would",
                "it has inherited the environment of the worker");
}

TEST_CASE_METHOD(tandem::probe, "failure") {
  const auto program =
      play_program({.born = {{"report.txt"}, {}}}, a_user_starts);
  const auto demand_thrown = [](const plan& played, const words& steps,
                                const std::string& what) {
    const auto seen = play(played);
    tandem::demand(
        seen.steps == steps && seen.thrown_as_planned,
        {.expected = what + ", and it comes through",
         .saw = fmt::format("it {}{}", in_words(seen),
                            seen.thrown.empty()
                                ? fmt::format(", and returns {}", seen.code)
                                : ""),
         .why = ""});
  };
  const birth user{{"report.txt"}, {}};
  demand_thrown({.born = user, .fails = step::empties}, {step::empties},
                "empty_results() throws: nothing is started or done");
  demand_thrown(
      {.born = user, .workers = 3, .fails = step::starts, .fails_at = 2},
      {step::empties, step::starts, step::starts},
      "three workers are wanted, and the second start_again() throws: nothing "
      "more is started or done");
  demand_thrown({.born = user, .fails = step::works}, steps_of_program(2),
                "work() throws: nothing more is done");
  demand_thrown({.born = program.started.at(0), .fails = step::serves},
                {step::serves},
                "serve() throws, in a worker: nothing more is done");
}

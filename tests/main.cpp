// The one main of all tests. Without arguments of its own it is Catch2's. With
// `--exercise NAME` it supervises the check of an exercise and gives a verdict.

#include <fmt/format.h>
#include <unistd.h>

#include <cxxabi.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <vector>

#include "common/teaching/judging.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/races.hpp"
#include "common/teaching/supervisor.hpp"
#include "common/teaching/todo.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/catch_runner.hpp"

namespace {

/// Where the probes of a supervised check report; null in a plain test.
tandem::probe_log* probe_log = nullptr;
std::size_t not_judged = 0;
std::size_t failed_assertions = 0;
bool probe_is_open = false;  ///< it began, and has not ended

/// What an exception says, if it says anything; the beginning, if that is long.
std::string words_of(const std::exception& error) {
  constexpr std::size_t enough = 400;
  const char* words = error.what();
  return words == nullptr ? "" : std::string{words, strnlen(words, enough)};
}

std::string readable_type(const std::exception& error) {
  const char* mangled = typeid(error).name();
  const std::unique_ptr<char, void (*)(void*)> name{
      abi::__cxa_demangle(mangled, nullptr, nullptr, nullptr), std::free};
  return name ? name.get() : mangled;
}

const tandem::mismatch thrown_oddity{
    .expected = "an answer, not an exception",
    .saw = "something thrown that is no std::exception",
    .why = ""};

/// Tells the supervisor which probe runs, and stops at the first wrong one.
struct reporter : listener_base {
  using listener_base::listener_base;

  void testCaseStarting(const Catch::TestCaseInfo& probe) override {
    if (probe_log == nullptr) {
      return;
    }
    probe_is_open = true;
    findings_before_ = probe_log->findings();
    probe_log->begin(probe.name);
  }
  void testCaseEnded(const Catch::TestCaseStats& stats) override {
    if (probe_log == nullptr) {
      return;
    }
    probe_is_open = false;
    if (stats.totals.assertions.failed > 0 &&
        probe_log->findings() == findings_before_) {
      probe_log->wrong(thrown_oddity);
    }
    if (probe_log->any_wrong()) {
      std::fflush(nullptr);
      _exit(1);
    }
  }
  void testRunEnded(const Catch::TestRunStats& stats) override {
    failed_assertions = stats.totals.assertions.failed;
  }

 private:
  int findings_before_ = 0;
};

}  // namespace

CATCH_REGISTER_LISTENER(reporter)

CATCH_TRANSLATE_EXCEPTION(const tandem::rejection& rejected) {
  const auto& what = rejected.what_differs();
  if (probe_log != nullptr) {
    probe_log->wrong(what);
  }
  return fmt::format("expected  {}\nsaw       {}\nwhy       {}", what.expected,
                     what.saw, what.why);
}

namespace {

std::string tell(const std::exception& error);

/// Tells the exception that `error` wraps: run_each says which job failed, and
/// what the job itself threw says more. Empty if there is none.
std::string tell_nested(const std::exception& error) {
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception& inner) {
    return tell(inner);
  } catch (...) {  // said well enough by the outer one
  }
  return "";
}

std::string tell(const std::exception& error) {
  if (auto told = tell_nested(error); !told.empty()) {
    return told;
  }
  if (const auto* part = dynamic_cast<const tandem::todo*>(&error)) {
    if (probe_log != nullptr) {
      probe_log->not_started(part->what());
    }
    return fmt::format("not started: {}", part->what());
  }
  if (dynamic_cast<const tandem::not_judged*>(&error) != nullptr) {
    ++not_judged;
    if (probe_log != nullptr) {
      probe_log->not_judged(error.what());
    }
    return fmt::format("cannot be judged here: {}", error.what());
  }
  if (probe_log != nullptr) {
    probe_log->wrong(
        {.expected = "an answer, not an exception",
         .saw = fmt::format("{}: {}", readable_type(error), words_of(error)),
         .why = ""});
  }
  return words_of(error);
}

}  // namespace

// One translator for all standard ones: Catch2 does not promise which of
// several it asks first.
CATCH_TRANSLATE_EXCEPTION(const std::exception& error) { return tell(error); }

namespace {

int supervise_check(const std::vector<std::string>& arguments) {
  tandem::exercise_names about;
  tandem::races_program races;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const auto& option = arguments[i];
    const auto value = i + 1 < arguments.size() ? arguments[i + 1] : "";
    if (value.empty()) {
      throw std::invalid_argument(option + " needs a value");
    }
    if (option == "--exercise") {
      about.exercise = value;
    } else if (option == "--solution") {
      about.solution = value;
    } else if (option == "--next") {
      about.next = value;
    } else if (option == "--races") {
      races.program = value;
    } else if (option == "--answer") {
      races.answer = value;
    } else if (option == "--no-races") {
      races.missing = value;
    } else {
      throw std::invalid_argument(
          option +
          " is unknown; allowed are --exercise NAME [--solution FILE] "
          "[--next FILE] [--races PROGRAM --answer FILE | --no-races REASON], "
          "or Catch2's own options");
    }
  }
  const auto plain = tandem::supervise([](tandem::probe_log& log) {
    probe_log = &log;
    Catch::Session session;
    const char* quiet[] = {"check", "--out", "/dev/null", "--order", "decl"};
    const bool understood = session.applyCommandLine(5, quiet) == 0;
    if (!understood) {
      log.fault("Catch2 did not understand its options");
      return;
    }
    session.run();
    if (probe_is_open) {  // Catch2 itself stumbles over a thrown null pointer
      log.wrong(thrown_oddity);
    }
  });
  const auto outcome = tandem::look_for_races(plain, races);
  std::cout << tandem::to_text(outcome, about) << std::flush;
  return tandem::exit_code(outcome, tandem::strict());
}

int run_tests(int argc, char** argv) {
  const int code = Catch::Session{}.run(argc, argv);
  if (code == 0) {
    return 0;
  }
  const bool only_not_judged =
      failed_assertions > 0 && failed_assertions == not_judged;
  return only_not_judged && !tandem::strict() ? 77 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  try {
    tandem::strict();  // refuses a wrong value before anything runs
    return !arguments.empty() && arguments[0] == "--exercise"
               ? supervise_check(arguments)
               : run_tests(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "the test itself failed: " << error.what() << "\n";
    return 99;
  }
}

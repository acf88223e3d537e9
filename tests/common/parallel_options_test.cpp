#include "common/workers/parallel_options.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <ranges>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::delayed;
using tandem::parallel;
using tandem::parallel_config;
using tandem::parallel_options;

int same(int x) { return x; }

struct refusal {
  std::function<void()> made{};
  std::string_view given{};
  std::string_view allowed{};
};

/// It is refused by std::invalid_argument, which says first what was given, and
/// at last what is allowed.
void check_refused(const refusal& one) {
  INFO(one.given);
  std::string said;
  try {
    one.made();
  } catch (const std::invalid_argument& error) {
    said = error.what();
  }
  INFO("said: " << said);
  CHECK(said.starts_with(one.given));
  CHECK(said.ends_with(one.allowed));
}

refusal of(const parallel_options& options, std::string_view given,
           std::string_view allowed) {
  return {[options] { parallel{options}; }, given, allowed};
}

constexpr std::string_view whole_numbers =
    "allowed are whole numbers from 1, and those below 0: -1 is all CPUs, -2 "
    "all but one";
constexpr std::string_view sizes =
    R"(allowed are "auto" and whole numbers from 1)";
constexpr std::string_view expressions =
    "allowed are \"all\", a number from 1, and expressions of numbers and "
    "n_jobs with + - * / // %";
constexpr std::string_view backends =
    R"(allowed are "loky", "multiprocessing", "threading" and "sequential")";
constexpr std::string_view shared =
    "allowed are backends whose tasks share memory: \"threading\" and "
    "\"sequential\"";
constexpr std::string_view spans = "allowed are spans above 0";
constexpr std::string_view levels = "allowed are whole numbers from 0";

/// As long as it lives, a descriptor of this process leads elsewhere.
class redirected {
 public:
  redirected(int descriptor, int to)
      : descriptor_{descriptor}, before_{dup(descriptor)} {
    std::fflush(nullptr);
    dup2(to, descriptor);
  }
  redirected(const redirected&) = delete;
  redirected& operator=(const redirected&) = delete;
  redirected(redirected&&) = delete;
  redirected& operator=(redirected&&) = delete;
  ~redirected() {
    std::fflush(nullptr);
    dup2(before_, descriptor_);
    close(before_);
  }

 private:
  int descriptor_;
  int before_;
};

}  // namespace

TEST_CASE("no jobs are refused") {
  check_refused(of({.n_jobs = 0}, "n_jobs 0;", whole_numbers));
}

TEST_CASE("batches without tasks are refused") {
  for (const int tasks : {0, -1, -100}) {
    check_refused({[&] { parallel{{.batch_size = tasks}}; },
                   "batch_size " + std::to_string(tasks) + ";", sizes});
  }
  for (const std::string text : {"x", "", "Auto", "4"}) {
    check_refused({[&] { parallel{{.batch_size = text.c_str()}}; },
                   "batch_size \"" + text + "\";", sizes});
  }
}

TEST_CASE("a pre_dispatch that is no number from 1 is refused") {
  const auto with = [](const tandem::pre_dispatch_choice& choice,
                       std::string_view given) {
    return of({.n_jobs = 2, .pre_dispatch = choice}, given, expressions);
  };
  check_refused(with(0, R"(pre_dispatch "0" works out as 0 with n_jobs = 2;)"));
  check_refused(
      with(-3, R"(pre_dispatch "-3" works out as -3 with n_jobs = 2;)"));
  check_refused(
      with("0", R"(pre_dispatch "0" works out as 0 with n_jobs = 2;)"));
  check_refused(with("n_jobs - n_jobs",
                     "pre_dispatch \"n_jobs - n_jobs\" "
                     "works out as 0 with n_jobs = 2;"));
  check_refused(with("x", R"(pre_dispatch "x": "x" is no number;)"));
  check_refused(
      with("1 +", R"(pre_dispatch "1 +": a number is missing at the end;)"));
  check_refused(with(std::string{}, R"(pre_dispatch "": a number is missing)"));
}

TEST_CASE("less than nothing cannot be said of progress") {
  check_refused(of({.verbose = -1}, "verbose -1;", levels));
  check_refused(
      {[] { parallel_config{{.verbose = -7}}; }, "verbose -7;", levels});
}

TEST_CASE("backends that there are not are refused") {
  for (const std::string name : {"", "Loky", "lokey", "threads"}) {
    check_refused({[&] { parallel{{.backend = name}}; },
                   "backend \"" + name + "\";", backends});
    check_refused({[&] { parallel_config{{.backend = name}}; },
                   "backend \"" + name + "\";", backends});
  }
}

TEST_CASE("what is preferred or required is one of a few words") {
  for (const std::string word : {"process", "Threads", "loky"}) {
    check_refused(of({.prefer = word}, "prefer \"" + word + "\";",
                     R"(allowed are "processes", "threads" and nothing)"));
  }
  for (const std::string word : {"shared", "Sharedmem", "processes"}) {
    check_refused(of({.require = word}, "require \"" + word + "\";",
                     R"(allowed are "sharedmem" and nothing)"));
  }
}

TEST_CASE("processes with shared memory are refused") {
  check_refused(of({.prefer = "processes", .require = "sharedmem"},
                   R"(prefer "processes" with require "sharedmem";)",
                   "allowed is one of them: processes share no memory"));
  check_refused(of({.backend = "loky", .require = "sharedmem"},
                   "LokyBackend with require=sharedmem;", shared));
  check_refused(of({.backend = "multiprocessing", .require = "sharedmem"},
                   "MultiprocessingBackend with require=sharedmem;", shared));
  // What a call does not name is chosen to suit.
  CHECK(tandem::plan({.n_jobs = 2, .require = "sharedmem"})
            .runs_on->shares_memory());
  const parallel_config scope{{.backend = "loky"}};
  CHECK(tandem::plan({.n_jobs = 2, .require = "sharedmem"})
            .runs_on->shares_memory());
}

TEST_CASE("no time at all is refused") {
  check_refused(of({.timeout = 0s}, "a timeout of 0 ns;", spans));
  check_refused(of({.timeout = -1us}, "a timeout of -1000 ns;", spans));
  check_refused(of({.deadline = 0s}, "a deadline of 0 ns;", spans));
  check_refused(of({.deadline = -1ns}, "a deadline of -1 ns;", spans));
}

TEST_CASE("a scope that is refused leaves nothing behind") {
  check_refused({[] { parallel_config{{.backend = "threading", .n_jobs = 0}}; },
                 "n_jobs 0;", whole_numbers});
  check_refused({[] {
                   parallel_config{
                       {.backend = "threading", .n_jobs = 3, .verbose = -1}};
                 },
                 "verbose -1;", levels});
  const auto& now = parallel_config::current();
  CHECK(now.backend.get() == nullptr);
  CHECK_FALSE(now.n_jobs.has_value());
  CHECK_FALSE(now.verbose.has_value());
}

namespace {

/// What one end of a pipe still gives, until the other is closed.
std::string all_of(const tandem::owned_fd& from) {
  std::string text;
  std::array<char, 1000> part{};
  for (ssize_t got = 1; got > 0;) {
    got = read(from.get(), part.data(), part.size());
    text.append(part.data(),
                static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  }
  return text;
}

}  // namespace

TEST_CASE("progress is said on stderr, from 50 on on stdout") {
  for (const int verbose : {0, 1, 49, 50, 51}) {
    auto out = tandem::make_pipe();
    auto err = tandem::make_pipe();
    {
      const redirected out_there{STDOUT_FILENO, out.write.get()};
      const redirected err_there{STDERR_FILENO, err.write.get()};
      parallel{{.n_jobs = 2, .backend = "threading", .verbose = verbose}}(
          std::views::iota(0, 1) | delayed<same>);
    }
    out.write.close();
    err.write.close();
    const auto on_out = all_of(out.read);
    const auto on_err = all_of(err.read);
    INFO("verbose " << verbose << ": " << on_out << on_err);
    CHECK(on_out.empty() == (verbose < 50));
    CHECK(on_err.empty() == (verbose == 0 || verbose >= 50));
    const auto& said = verbose < 50 ? on_err : on_out;
    CHECK((said.ends_with(" finished\n") || verbose == 0));
  }
}

TEST_CASE("who asks hears at the last batch that it is the last") {
  const auto last_heard = [](int jobs, auto calls) {
    tandem::schedule_counts last;
    parallel{{.n_jobs = jobs,
              .backend = "threading",
              .batch_size = 2,
              .on_progress = [&](const auto& now) { last = now; }}}(calls);
    return last;
  };
  for (const int jobs : {1, 2}) {
    // An input that does not tell how long it is.
    const auto last = last_heard(
        jobs, std::views::iota(0, 8) |
                  std::views::filter([](int) { return true; }) | delayed<same>);
    CHECK(last.done == 8);
    CHECK(last.drawn == 8);
    CHECK(last.input_is_over);
  }
}

#include "common/workers/job_log.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <set>
#include <sstream>
#include <string>

#include "common/locking/rendezvous.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"

TEST_CASE("a line names process, thread and what happened") {
  std::ostringstream text;
  tandem::job_log log{text};
  log.note("job 3 begins");
  CHECK(text.str() == fmt::format("process {}  thread {}  job 3 begins\n",
                                  getpid(), gettid()));
}

TEST_CASE("a text is written as it is, braces and percent signs too") {
  std::ostringstream text;
  tandem::job_log log{text};
  for (const std::string odd : {"{}", "{nothing}", "100 %v", ""}) {
    text.str("");
    log.note(odd);
    CHECK_THAT(text.str(), tests::contains("  " + odd + "\n"));
  }
}

TEST_CASE("lines of several threads stay whole, and none is lost") {
  constexpr int workers = 4;
  constexpr int lines_of_each = 500;
  constexpr int all_lines = workers * lines_of_each;
  std::ostringstream text;
  tandem::job_log log{text};
  tandem::rendezvous start{workers};
  tandem::run_each(workers, workers, [&](std::size_t job, int) {
    start.meet();
    for (int i = 0; i < lines_of_each; ++i) {
      log.note(fmt::format("job {} line {} {}", job, i,
                           std::string(static_cast<std::size_t>(i), 'x')));
    }
  });
  std::set<std::string> said;
  std::istringstream lines{text.str()};
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    long process = 0;
    long thread = 0;
    int job = -1;
    int number = -1;
    int end = 0;
    REQUIRE(std::sscanf(line.c_str(),
                        "process %ld  thread %ld  job %d "
                        "line %d %n",
                        &process, &thread, &job, &number, &end) == 4);
    CHECK(process == getpid());
    CHECK(line.substr(static_cast<std::size_t>(end)) ==
          std::string(static_cast<std::size_t>(number), 'x'));
    said.insert(fmt::format("{} {}", job, number));
  }
  CHECK(count == all_lines);
  CHECK(said.size() == all_lines);
}

TEST_CASE("two logs go to two places") {
  std::ostringstream one;
  std::ostringstream other;
  tandem::job_log first{one};
  tandem::job_log second{other};
  first.note("here");
  second.note("there");
  CHECK_THAT(one.str(), tests::contains("here"));
  CHECK_THAT(other.str(), tests::contains("there"));
}

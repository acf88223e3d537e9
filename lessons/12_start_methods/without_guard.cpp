// A program that is started again, with its guard and without.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/workers/process_workers.hpp"
#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

namespace start_methods {
namespace {

/// In the environment of a process that is to skip its guard.
constexpr const char* no_guard = "TANDEM_LESSON_12_NO_GUARD";

/// How it ends there.
constexpr tandem::process_ending stopped_for_its_main{
    tandem::process_ending::how_ended::exit, tandem::no_guard_exit_code};

int give_back(int number) { return number; }

/// Keeps what is written to stderr meanwhile, by us or by our children.
class kept_stderr {
 public:
  kept_stderr()
      : file_{memfd_create("stderr", MFD_CLOEXEC)},
        before_{dup(STDERR_FILENO)} {
    std::cerr.flush();
    dup2(file_.get(), STDERR_FILENO);
  }
  kept_stderr(const kept_stderr&) = delete;
  kept_stderr& operator=(const kept_stderr&) = delete;
  kept_stderr(kept_stderr&&) = delete;
  kept_stderr& operator=(kept_stderr&&) = delete;
  ~kept_stderr() {
    std::cerr.flush();
    dup2(before_.get(), STDERR_FILENO);
  }
  [[nodiscard]] std::string text() const {
    const auto end = lseek(file_.get(), 0, SEEK_END);
    std::string all(static_cast<std::size_t>(std::max<off_t>(end, 0)), ' ');
    const auto got = pread(file_.get(), all.data(), all.size(), 0);
    all.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return all;
  }

 private:
  tandem::owned_fd file_;
  tandem::owned_fd before_;
};

}  // namespace

void play_without_guard_if_asked() {
  if (std::getenv(no_guard) == nullptr) {
    return;
  }
  unsetenv(no_guard);  // for this process alone
  // From here on it is a program like any other, whose main lacks its first
  // line: it does not see that it was started to be a worker.
  set_in_main = 42;
  std::cerr << "main begins, and starts a worker\n";
  try {
    const tandem::process_workers workers{1, tandem::start_method::spawn};
    std::cerr << "main has a worker\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
  }
  _exit(1);
}

started_again start_it_again(guard first_line, int times) {
  if (first_line == guard::missing) {
    setenv(no_guard, "1", 1);
  }
  started_again seen;
  {
    const kept_stderr kept;
    for (; seen.times < times; ++seen.times) {
      try {
        tandem::process_workers one{1, tandem::start_method::spawn};
        seen.served += one.map<&give_back>(std::vector{7}).at(0) == 7 ? 1 : 0;
      } catch (const tandem::worker_died& error) {
        const bool for_main = error.ending() == stopped_for_its_main;
        seen.stopped += for_main ? 1 : 0;
        (for_main ? seen.reason : seen.trouble) = error.what();
      } catch (const std::runtime_error& error) {
        seen.trouble = error.what();
      }
    }
    seen.said = kept.text();
  }
  unsetenv(no_guard);
  return seen;
}

}  // namespace start_methods

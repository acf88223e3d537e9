#include "common/teaching/races.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/personality.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "common/teaching/supervisor.hpp"

namespace tandem {
namespace {

/// A right answer has come to its end before, so that these are for the day
/// when ThreadSanitizer itself does not.
constexpr supervisor_limits with_tsan{.cpu = std::chrono::seconds{15},
                                      .probe = std::chrono::seconds{5},
                                      .still = std::chrono::seconds{1},
                                      .wall = std::chrono::seconds{20}};

/// Becomes the program. What the answer prints was seen in the plain check.
void run(const races_program& races, probe_log& log) {
  const auto messages = std::to_string(log.keep_over_exec());
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  unsetenv("TSAN_OPTIONS");  // ours are built in
  // Where the system spreads addresses widely, g++ 12's cannot start. Should
  // this be forbidden (some containers do), it may start all the same.
  constexpr unsigned long ask = 0xffffffff;
  personality(static_cast<unsigned>(personality(ask)) | ADDR_NO_RANDOMIZE);
  execl(races.program.c_str(), races.program.c_str(), "--races-to",
        messages.c_str(), "--answer", races.answer.c_str(), nullptr);
  log.fault(fmt::format("{}: {}", races.program, std::strerror(errno)));
}

/// Why the run says nothing about races.
std::string reason(const check_outcome& seen) {
  if (seen.is == check_verdict::wrong) {
    return seen.probes == 0 ? "it did not start (" + seen.what.saw + ")"
                            : seen.cause + ", " + seen.what.saw;
  }
  return seen.reason;
}

}  // namespace

check_outcome look_for_races(const check_outcome& plain,
                             const races_program& races) {
  auto outcome = plain;
  if (plain.is != check_verdict::right ||
      (races.program.empty() && races.missing.empty())) {
    return outcome;
  }
  outcome.races_open = true;
  if (races.program.empty()) {
    outcome.races = "not looked for: " + races.missing;
    return outcome;
  }
  const auto seen =
      supervise([&](probe_log& log) { run(races, log); }, with_tsan);
  if (seen.is == check_verdict::wrong && seen.cause == races_cause) {
    return seen;
  }
  if (seen.is == check_verdict::right) {
    outcome.races_open = false;
    outcome.races = "none found by ThreadSanitizer";
  } else {
    outcome.races = "ThreadSanitizer could not finish here: " + reason(seen);
  }
  return outcome;
}

}  // namespace tandem

#include "common/teaching/races.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/personality.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

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

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

/// Why the run says nothing about races.
std::string without_result(const check_outcome& seen) {
  const bool ran = seen.probes > 0;
  const auto why = seen.is != check_verdict::wrong ? seen.reason
                   : ran ? seen.cause + ", " + seen.what.saw
                         : seen.what.saw;
  return fmt::format("ThreadSanitizer could not {} here: {}",
                     ran ? "finish" : "start", why);
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
  if (seen.race) {
    const auto text = text_of(races.answer);
    if (uses_fences(text)) {
      outcome.races =
          "cannot be judged: ThreadSanitizer does not follow fences";
      return outcome;
    }
    auto racing = seen;
    racing.what = in_words(*seen.race, races.answer, text);
    racing.what.saw += seen.what.saw;
    return racing;
  }
  if (seen.is == check_verdict::right) {
    outcome.races_open = false;
    outcome.races = "none found by ThreadSanitizer";
  } else {
    outcome.races = without_result(seen);
  }
  return outcome;
}

}  // namespace tandem

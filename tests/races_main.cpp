// The main of a check that is built with ThreadSanitizer. It runs every probe
// that is not tagged [plain] and tells the supervisor about data races, nothing
// else: whether a probe passes was judged without. Without arguments of its
// own it is Catch2's, and ThreadSanitizer prints what it finds.

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

#include "common/teaching/probe_log.hpp"
#include "common/teaching/race_report.hpp"
#include "tests/catch_runner.hpp"

namespace {

tandem::probe_log* probe_log = nullptr;

struct reporter : listener_base {
  using listener_base::listener_base;

  void testCaseStarting(const Catch::TestCaseInfo& probe) override {
    if (probe_log != nullptr) {
      probe_log->begin(probe.name);
    }
  }
};

/// Runs the probes. The end is told by us: ThreadSanitizer's own end would wait
/// for nobody's good.
[[noreturn]] void run_probes(int messages, const std::string& answer) {
  fcntl(messages, F_SETFD, FD_CLOEXEC);
  tandem::probe_log log{messages};
  if (!tandem::can_name_lines()) {
    log.fault(
        "the lines of a race cannot be named: this build has no debug symbols "
        "(debug=false), or clang++ finds no llvm-symbolizer");
    _exit(1);
  }
  tandem::tell_races(log, answer);
  probe_log = &log;
  Catch::Session session;
  const char* quiet[] = {"check",   "--out", "/dev/null",
                         "--order", "decl",  "~[plain]"};
  if (session.applyCommandLine(6, quiet) != 0) {
    log.fault("Catch2 did not understand its options");
    _exit(1);
  }
  session.run();
  log.end();
  _exit(0);
}

}  // namespace

CATCH_REGISTER_LISTENER(reporter)

int main(int argc, char** argv) {
  if (argc == 5 && std::strcmp(argv[1], "--races-to") == 0 &&
      std::strcmp(argv[3], "--answer") == 0) {
    run_probes(std::atoi(argv[2]), argv[4]);
  }
  return Catch::Session{}.run(argc, argv);
}

#pragma once

#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stop_token>
#include <string>
#include <system_error>

#include "common/timing/clock_reader.hpp"

// What the check of exercise 11 needs: a look at how the answer waits, from a
// thread beside it.
namespace scene {

/// All threads of this process but the one that looks, at one moment.
struct others {
  int threads = 0;
  int asleep = 0;         ///< of these
  int hold_back = 0;      ///< of these in turn: who keep a SIGALRM waiting
  std::int64_t naps = 0;  ///< how often they have gone to sleep

  [[nodiscard]] bool all_asleep() const {
    return threads > 0 && asleep == threads;
  }
  [[nodiscard]] bool all_hold_back() const {
    return threads > 0 && hold_back == threads;
  }
};

/// Shape    no threads where the system does not show them.
/// Source   /proc/self/task/TID/status; proc(5).
inline others look_at_others() {
  others seen;
  std::error_code hidden;
  const auto self = std::to_string(gettid());
  for (const auto& task :
       std::filesystem::directory_iterator{"/proc/self/task", hidden}) {
    if (task.path().filename() == self) {
      continue;
    }
    char state = '?';
    std::uint64_t pending = 0;  // signals, a bit each
    std::uint64_t held = 0;
    std::int64_t naps = 0;
    std::ifstream status{task.path() / "status"};
    for (std::string field; status >> field;) {
      if (field == "State:") {
        status >> state;
      } else if (field == "SigPnd:" || field == "ShdPnd:") {
        std::uint64_t more = 0;
        status >> std::hex >> more >> std::dec;
        pending |= more;
      } else if (field == "SigBlk:") {
        status >> std::hex >> held >> std::dec;
      } else if (field == "voluntary_ctxt_switches:") {
        status >> naps;
      }
      status.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    constexpr std::uint64_t alarm = 1U << (SIGALRM - 1U);
    const bool asleep = state == 'S';
    ++seen.threads;
    seen.asleep += asleep ? 1 : 0;
    seen.hold_back += asleep && (pending & held & alarm) != 0 ? 1 : 0;
    seen.naps += naps;
  }
  return seen;
}

/// Looks until the answer waits, however it does that: every thread has slept
/// through twenty looks, a millisecond apart, or they have gone to sleep ten
/// times, or used 20 ms of CPU. One of these comes, or the answer is `over`.
/// Shape    whether it waits.
inline bool until_it_waits(const std::stop_token& over) {
  constexpr int looks_enough = 20;
  constexpr int naps_enough = 10;
  constexpr std::chrono::milliseconds cpu_enough{20};
  const auto clocks = tandem::system_clocks();
  const auto cpu_of_others = [&] {
    return clocks.process_cpu.now() - clocks.thread_cpu.now();
  };
  const auto cpu_before = cpu_of_others();
  auto naps = look_at_others().naps;
  int asleep_in_a_row = 0;
  int new_naps = 0;
  while (asleep_in_a_row < looks_enough && new_naps < naps_enough &&
         cpu_of_others() - cpu_before < cpu_enough) {
    if (over.stop_requested()) {
      return false;
    }
    poll(nullptr, 0, 1);
    const auto now = look_at_others();
    const bool napped = now.naps != naps;
    naps = now.naps;
    new_naps += napped ? 1 : 0;
    asleep_in_a_row = now.all_asleep() && !napped ? asleep_in_a_row + 1 : 0;
  }
  return !over.stop_requested();
}

/// Keeps signals away from the calling thread: they are for the answer's.
inline void leave_signals_to_others() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace scene

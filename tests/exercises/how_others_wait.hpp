#pragma once

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

#include "common/locking/thread_look.hpp"
#include "common/timing/clock_reader.hpp"

// What the checks of exercises 11 and 14 need: how the answer waits for a
// child, seen from a thread beside it.
namespace scene {

inline void one_millisecond() { poll(nullptr, 0, 1); }

/// All threads of this process but the one that looks, at one moment.
struct others {
  std::vector<tandem::thread_look> threads;

  [[nodiscard]] bool all_asleep() const {
    return all([](const auto& one) { return one.asleep; });
  }
  /// All sleep, and let this signal wait.
  [[nodiscard]] bool all_hold_back(int number) const {
    return all([number](const auto& one) {
      return one.asleep && (one.held_back >> (number - 1) & 1U) != 0;
    });
  }
  /// Somebody sleeps, but not for good.
  [[nodiscard]] bool any_has_limit() const {
    return std::ranges::any_of(
        threads, [](const auto& one) { return one.has_limit.value_or(false); });
  }
  /// How often they have gone to sleep.
  [[nodiscard]] std::uint64_t naps() const {
    std::uint64_t sum = 0;
    for (const auto& one : threads) {
      sum += one.switches - one.gave_way;
    }
    return sum;
  }

 private:
  template <class Test>
  [[nodiscard]] bool all(const Test& test) const {
    return !threads.empty() && std::ranges::all_of(threads, test);
  }
};

/// Shape    no threads where the system does not show them.
inline others look_at_others() {
  others seen;
  std::error_code hidden;
  for (const auto& task :
       std::filesystem::directory_iterator{"/proc/self/task", hidden}) {
    const auto thread = std::stoi(task.path().filename().string());
    if (thread != gettid()) {
      seen.threads.push_back(tandem::look_at_thread(thread));
    }
  }
  return seen;
}

/// How the answer waits.
enum class waits {
  asleep,
  for_some_time,
  looking_again,
  spinning,
  not_any_more
};

/// Looks until it is clear how the other threads wait, or they do
/// `not_any_more` as `over` says. They are asleep if all have slept through
/// twenty looks, a millisecond apart, and for some time only if one such sleep
/// has a limit. They are looking again if they went to sleep between two looks
/// ten times before that, and spinning if they used 20 ms of CPU. One of these
/// has to come.
inline waits how_others_wait(const std::function<bool()>& over) {
  constexpr int looks_enough = 20;
  constexpr int naps_enough = 10;
  constexpr std::chrono::milliseconds cpu_enough{20};
  const auto clocks = tandem::system_clocks();
  const auto cpu_of_others = [&] {
    return clocks.process_cpu.now() - clocks.thread_cpu.now();
  };
  const auto cpu_before = cpu_of_others();
  auto naps = look_at_others().naps();
  int asleep_in_a_row = 0;
  int new_naps = 0;
  while (!over()) {
    const auto now = look_at_others();
    const bool napped = now.naps() != naps;
    naps = now.naps();
    new_naps += napped ? 1 : 0;
    asleep_in_a_row = now.all_asleep() && !napped ? asleep_in_a_row + 1 : 0;
    if (asleep_in_a_row == looks_enough) {
      return now.any_has_limit() ? waits::for_some_time : waits::asleep;
    }
    if (new_naps == naps_enough) {
      return waits::looking_again;
    }
    if (cpu_of_others() - cpu_before >= cpu_enough) {
      return waits::spinning;
    }
    one_millisecond();
  }
  return waits::not_any_more;
}

/// Keeps signals away from the calling thread: they are for the answer's.
inline void leave_signals_to_others() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace scene

#pragma once

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "common/locking/thread_look.hpp"
#include "common/timing/clock_reader.hpp"

// What the checks of exercises 11 and 14 need: how the answer waits for a
// child, seen from a thread beside it.
namespace scene {

inline void one_millisecond() { poll(nullptr, 0, 1); }

/// The answer's threads, at one moment.
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

/// How the answer waits.
enum class waits {
  asleep,
  for_some_time,
  looking_again,
  spinning,
  not_any_more
};

/// Looks at the answer's threads: at the one that makes this object, and at all
/// that begin later, but for the one that looks. Others were there before, as
/// ThreadSanitizer's own is.
/// Threads  made in the thread that calls the answer, used in one beside it.
class onlooker {
 public:
  /// Shape    no threads where the system does not show them.
  [[nodiscard]] others look() const {
    others seen;
    for (const auto thread : all_threads()) {
      if (thread != gettid() && !strangers_.contains(thread)) {
        seen.threads.push_back(tandem::look_at_thread(thread));
      }
    }
    return seen;
  }

  /// Looks until it is clear how they wait, or they do `not_any_more` as `over`
  /// says. They are asleep if all have slept through twenty looks, a
  /// millisecond apart, and for some time only if one such sleep has a limit.
  /// They are looking again if they went to sleep between two looks ten times
  /// before that, and spinning if they used 20 ms of CPU. One of these has to
  /// come.
  [[nodiscard]] waits how_they_wait(const std::function<bool()>& over) const {
    constexpr int looks_enough = 20;
    constexpr int naps_enough = 10;
    constexpr std::chrono::milliseconds cpu_enough{20};
    const auto clocks = tandem::system_clocks();
    const auto cpu_of_others = [&] {
      return clocks.process_cpu.now() - clocks.thread_cpu.now();
    };
    const auto cpu_before = cpu_of_others();
    auto naps = look().naps();
    int asleep_in_a_row = 0;
    int new_naps = 0;
    while (!over()) {
      const auto now = look();
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

 private:
  static std::set<pid_t> all_threads() {
    std::set<pid_t> found;
    std::error_code hidden;
    for (const auto& task :
         std::filesystem::directory_iterator{"/proc/self/task", hidden}) {
      found.insert(std::stoi(task.path().filename().string()));
    }
    return found;
  }
  static std::set<pid_t> all_but_this_one() {
    auto found = all_threads();
    found.erase(gettid());
    return found;
  }

  std::set<pid_t> strangers_ = all_but_this_one();
};

/// Keeps signals away from the calling thread: they are for the answer's.
inline void leave_signals_to_others() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace scene

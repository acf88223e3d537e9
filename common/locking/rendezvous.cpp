#include "common/locking/rendezvous.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "common/teaching/probe.hpp"
#include "common/timing/span.hpp"

namespace tandem {
namespace {

using std::chrono::nanoseconds;

constexpr int looks_that_decide = 3;
constexpr nanoseconds between_looks = std::chrono::microseconds{300};
constexpr nanoseconds cpu_of_a_spinner = std::chrono::milliseconds{20};
// Who yields on a busy CPU hardly uses any. Who is on its way needs little, and
// can be kept from the CPU a few times only.
constexpr std::int64_t ways_given_by_a_spinner = 100;
constexpr nanoseconds patience = std::chrono::seconds{10};

pid_t this_thread() { return static_cast<pid_t>(syscall(SYS_gettid)); }

/// The CPU time of a thread of this process; empty if it has ended.
std::optional<nanoseconds> cpu_time_of(pid_t thread) {
  // The kernel's own way to name a thread's CPU clock: see
  // clock_getcpuclockid(3) for processes, and posix-timers_types.h.
  constexpr unsigned per_thread = 4;
  constexpr unsigned scheduler_clock = 2;
  const auto clock = static_cast<clockid_t>(
      (~static_cast<unsigned>(thread) << 3U) | per_thread | scheduler_clock);
  timespec time{};
  return clock_gettime(clock, &time) == 0 ? std::optional{as_duration(time)}
                                          : std::nullopt;
}

/// How often a thread has left the CPU though it could have gone on: preempted,
/// or by a yield.
std::int64_t ways_given(pid_t thread) {
  constexpr std::string_view label = "nonvoluntary_ctxt_switches:";
  std::ifstream status{fmt::format("/proc/self/task/{}/status", thread)};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(label)) {
      return std::stoll(line.substr(label.size()));
    }
  }
  return 0;
}

bool sleeps_in_futex(pid_t thread) {
  const auto task = fmt::format("/proc/self/task/{}/", thread);
  std::ifstream stat{task + "stat"};
  std::string line;
  std::getline(stat, line);
  const auto end_of_name = line.rfind(") ");
  if (end_of_name == std::string::npos || line[end_of_name + 2] != 'S') {
    return false;
  }
  std::ifstream call{task + "syscall"};
  if (std::int64_t number = -1; call >> number) {
    return number == SYS_futex;
  }
  std::ifstream where{task + "wchan"};  // where the system hides the call
  std::string function;
  return where >> function && function.find("futex") != std::string::npos;
}

/// Looks at threads again and again, and decides who cannot come.
class lookout {
 public:
  void look_at(pid_t thread, nanoseconds cpu_when_announced,
               std::int64_t gave_way_when_announced) {
    const auto cpu = cpu_time_of(thread);
    auto& seen = seen_[thread];
    seen.asleep_in_a_row =
        sleeps_in_futex(thread) ? seen.asleep_in_a_row + 1 : 0;
    seen.cannot_come =
        !cpu || seen.asleep_in_a_row >= looks_that_decide ||
        *cpu - cpu_when_announced >= cpu_of_a_spinner ||
        ways_given(thread) - gave_way_when_announced >= ways_given_by_a_spinner;
  }
  [[nodiscard]] bool cannot_come(pid_t thread) const {
    const auto found = seen_.find(thread);
    return found != seen_.end() && found->second.cannot_come;
  }

 private:
  struct view {
    int asleep_in_a_row = 0;
    bool cannot_come = false;
  };
  std::map<pid_t, view> seen_;
};

}  // namespace

rendezvous::rendezvous(int threads)
    : expected_{static_cast<std::size_t>(std::max(threads, 0))} {
  if (threads < 2) {
    throw std::invalid_argument{fmt::format(
        "a rendezvous of {} threads; allowed are two or more", threads)};
  }
}

rendezvous::traveller& rendezvous::find_or_add(pid_t thread) {
  const auto found =
      std::find_if(travellers_.begin(), travellers_.end(),
                   [&](const traveller& who) { return who.thread == thread; });
  if (found != travellers_.end()) {
    return *found;
  }
  travellers_.push_back({.thread = thread});
  return travellers_.back();
}

void rendezvous::announce() {
  const auto thread = this_thread();
  const std::lock_guard hold{lock_};
  auto& who = find_or_add(thread);
  who.cpu_when_announced = cpu_time_of(thread).value_or(nanoseconds{0});
  who.gave_way_when_announced = ways_given(thread);
}

void rendezvous::withdraw() {
  const std::lock_guard hold{lock_};
  find_or_add(this_thread()).withdrawn = true;
  changed_.notify_all();
}

bool rendezvous::meet() {
  std::unique_lock hold{lock_};
  if (called_off_) {
    return false;
  }
  if (auto& self = find_or_add(this_thread()); !self.arrived) {
    self.arrived = true;
    ++arrived_;
    changed_.notify_all();
  }
  lookout looks;
  const auto end = std::chrono::steady_clock::now() + patience;
  while (arrived_ < expected_ && !called_off_) {
    if (std::chrono::steady_clock::now() > end) {
      throw not_judged{"a thread was on its way for 10 s and did not come"};
    }
    const auto on_their_way = travellers_;
    hold.unlock();  // who has come must not have to wait for our looks
    for (const auto& who : on_their_way) {
      if (!who.arrived && !who.withdrawn) {
        looks.look_at(who.thread, who.cpu_when_announced,
                      who.gave_way_when_announced);
      }
    }
    hold.lock();
    called_off_ =
        called_off_ ||
        std::any_of(travellers_.begin(), travellers_.end(),
                    [&](const traveller& who) {
                      return !who.arrived &&
                             (who.withdrawn || looks.cannot_come(who.thread));
                    });
    if (called_off_) {
      changed_.notify_all();
    } else if (arrived_ < expected_) {
      changed_.wait_for(hold, between_looks);
    }
  }
  return !called_off_;
}

bool rendezvous::met() const {
  const std::lock_guard hold{lock_};
  return arrived_ >= expected_ && !called_off_;
}

}  // namespace tandem

#include "common/locking/rendezvous.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>
#include <stdexcept>

#include "common/locking/thread_look.hpp"
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
constexpr std::uint64_t ways_given_by_a_spinner = 100;
constexpr nanoseconds patience = std::chrono::seconds{10};
// While the whole process is stopped nobody loses patience.
constexpr nanoseconds longest_turn = std::chrono::milliseconds{50};

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

/// Looks at threads again and again, and decides who cannot come.
class lookout {
 public:
  void look_at(pid_t thread, nanoseconds cpu_when_announced,
               std::uint64_t gave_way_when_announced) {
    const auto cpu = cpu_time_of(thread);
    const auto now = look_at_thread(thread);
    auto& seen = seen_[thread];
    seen.asleep_in_a_row = now.in_futex ? seen.asleep_in_a_row + 1 : 0;
    seen.cannot_come =
        !cpu || seen.asleep_in_a_row >= looks_that_decide ||
        *cpu - cpu_when_announced >= cpu_of_a_spinner ||
        now.gave_way - gave_way_when_announced >= ways_given_by_a_spinner;
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

rendezvous::rendezvous(int needed, int travellers)
    : needed_{needed}, spare_{travellers == 0 ? 0 : travellers - needed} {
  if (needed < 2 || spare_ < 0) {
    throw std::invalid_argument{fmt::format(
        "a rendezvous of {} threads, where {} may come; allowed are two or "
        "more, and as many or more",
        needed, travellers)};
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
  const auto thread = gettid();
  const std::lock_guard hold{lock_};
  auto& who = find_or_add(thread);
  who.cpu_when_announced = cpu_time_of(thread).value_or(nanoseconds{0});
  who.gave_way_when_announced = look_at_thread(thread).gave_way;
}

void rendezvous::withdraw() {
  const std::lock_guard hold{lock_};
  find_or_add(gettid()).withdrawn = true;
  changed_.notify_all();
}

bool rendezvous::meet() {
  std::unique_lock hold{lock_};
  if (called_off_) {
    return false;
  }
  if (auto& self = find_or_add(gettid()); !self.arrived) {
    self.arrived = true;
    ++arrived_;
    changed_.notify_all();
  }
  lookout looks;
  auto left = patience;
  auto last = std::chrono::steady_clock::now();
  while (arrived_ < needed_ && !called_off_) {
    const auto on_their_way = travellers_;
    hold.unlock();  // who comes must not have to wait for our looks
    for (const auto& who : on_their_way) {
      if (!who.arrived && !who.withdrawn) {
        looks.look_at(who.thread, who.cpu_when_announced,
                      who.gave_way_when_announced);
      }
    }
    hold.lock();
    if (arrived_ >= needed_) {
      break;
    }
    const auto missing = std::count_if(
        travellers_.begin(), travellers_.end(), [&](const traveller& who) {
          return !who.arrived &&
                 (who.withdrawn || looks.cannot_come(who.thread));
        });
    const auto now = std::chrono::steady_clock::now();
    left -= std::min<nanoseconds>(now - last, longest_turn);
    last = now;
    if (missing > spare_ || left < nanoseconds{0}) {
      decided_ = decided_ && missing > spare_;
      called_off_ = true;
      changed_.notify_all();
    } else {
      changed_.wait_for(hold, between_looks);
    }
  }
  return !called_off_;
}

bool rendezvous::met() const {
  const std::lock_guard hold{lock_};
  return arrived_ >= needed_ && !called_off_;
}

bool rendezvous::decided() const {
  const std::lock_guard hold{lock_};
  return decided_;
}

void rendezvous::demand_decided() const {
  if (!decided()) {
    throw not_judged{
        "a thread was on its way for 10 s, and neither came nor slept in a "
        "lock"};
  }
}

}  // namespace tandem

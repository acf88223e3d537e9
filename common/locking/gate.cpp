#include "common/locking/gate.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "common/locking/thread_look.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;
using std::chrono::nanoseconds;

constexpr nanoseconds first_pause = std::chrono::microseconds{300};
constexpr nanoseconds longest_pause = std::chrono::milliseconds{5};
// While the whole process is stopped nobody loses patience.
constexpr nanoseconds longest_turn = std::chrono::milliseconds{50};

/// The threads of this process.
std::set<pid_t> all_threads() {
  std::set<pid_t> found;
  std::error_code gone;
  for (fs::directory_iterator at{"/proc/self/task", gone}, end;
       !gone && at != end; at.increment(gone)) {
    const auto name = at->path().filename().string();
    pid_t thread = 0;
    std::from_chars(name.data(), name.data() + name.size(), thread);
    found.insert(thread);
  }
  return found;
}

/// How often a thread has left the CPU, if it sleeps in a futex without a time
/// limit; empty if it does anything else, or if that is not shown to us.
std::optional<std::uint64_t> asleep_since(pid_t thread) {
  const auto seen = look_at_thread(thread);
  return seen.in_futex && seen.has_limit == false ? std::optional{seen.switches}
                                                  : std::nullopt;
}

}  // namespace

gate::gate() : strangers_{all_threads()} { strangers_.erase(gettid()); }

void gate::change(const std::function<void()>& what) {
  ++calls_;  // before the lock: who waits for the lock is about to do something
  const std::lock_guard hold{lock_};
  what();
  ++changes_;
  --calls_;
  changed_.notify_all();
}

bool gate::at_rest() const {
  return calls_ == static_cast<int>(waiters_.size()) &&
         std::none_of(waiters_.begin(), waiters_.end(), [](const waiter& one) {
           return one.called_off || (*one.condition)();
         });
}

/// Looks at every thread twice, the gate left open meanwhile. One at a time
/// looks: who waits here holds no lock, that of the memory's included, and the
/// one who looks holds none at the moment it looks.
bool gate::stands_still(std::unique_lock<std::mutex>& hold) {
  if (somebody_looks_ || !at_rest()) {
    return false;
  }
  somebody_looks_ = true;
  const auto changes = changes_;
  std::set<pid_t> known = strangers_;
  for (const auto& one : waiters_) {
    known.insert(one.thread);
  }
  hold.unlock();
  const auto look = [&] {
    std::map<pid_t, std::optional<std::uint64_t>> seen;
    for (const pid_t thread : all_threads()) {
      if (!known.contains(thread)) {
        seen[thread] = asleep_since(thread);
      }
    }
    return seen;
  };
  const auto first = look();
  const bool asleep =
      std::all_of(first.begin(), first.end(),
                  [](const auto& one) { return one.second.has_value(); });
  const bool still = asleep && look() == first;
  hold.lock();
  somebody_looks_ = false;
  return still && changes == changes_ && at_rest();
}

passage gate::wait_until(const std::function<bool()>& condition,
                         nanoseconds patience) {
  ++calls_;
  std::unique_lock hold{lock_};
  const auto self = waiters_.insert(waiters_.end(), {&condition, gettid()});
  ++changes_;
  auto last = std::chrono::steady_clock::now();
  auto pause = first_pause;
  auto found = passage::undecided;
  for (;;) {
    if (condition()) {
      found = passage::happened;
    } else if (self->called_off) {
      found = passage::cannot_happen;
    } else if (stands_still(hold)) {
      for (auto& one : waiters_) {
        one.called_off = true;
      }
      changed_.notify_all();
      found = passage::cannot_happen;
    }
    const auto now = std::chrono::steady_clock::now();
    patience -= std::min<nanoseconds>(now - last, longest_turn);
    last = now;
    if (found != passage::undecided || patience < nanoseconds{0}) {
      break;
    }
    changed_.wait_for(hold, pause);
    pause = std::min(2 * pause, longest_pause);
  }
  waiters_.erase(self);
  ++changes_;
  --calls_;
  return found;
}

}  // namespace tandem

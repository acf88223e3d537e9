#include "common/locking/switching_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/chrono/system_clocks.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <stdexcept>

#include "common/locking/occupancy.hpp"
#include "common/timing/span.hpp"

namespace tandem {
namespace {

using clock = boost::chrono::steady_clock;
using guard = boost::unique_lock<boost::mutex>;

boost::chrono::nanoseconds as_positive(std::chrono::nanoseconds interval) {
  if (interval <= std::chrono::nanoseconds{0}) {
    throw std::invalid_argument{
        fmt::format("a switch interval of {} ms; allowed are positive ones",
                    in_ms(interval))};
  }
  return boost::chrono::nanoseconds{interval.count()};
}

}  // namespace

struct switching_lock::state {
  // `own` guards all but `drop_request`, and is only ever held for a moment:
  // the lock itself is the flag `held`.
  mutable boost::mutex own;
  boost::condition_variable dropped;   // somebody let go
  boost::condition_variable switched;  // somebody took it
  bool held = false;
  clock::time_point taken_at;
  std::atomic<bool> drop_request{false};
  boost::chrono::nanoseconds interval{};
  switch_counts counts;
  occupancy inside;

  void take(guard& hold) {
    while (held) {
      const auto before = counts.taken;
      const auto until = clock::now() + interval;
      while (held && counts.taken == before && clock::now() < until) {
        dropped.wait_until(hold, until);
      }
      // Did somebody take it meanwhile, then that one is asked only after an
      // interval of its own.
      if (held && counts.taken == before && !drop_request.exchange(true)) {
        ++counts.asked;
      }
    }
    held = true;
    inside.enter();
    drop_request = false;
    taken_at = clock::now();
    ++counts.taken;
    switched.notify_all();
  }

  void drop(guard& hold) {
    inside.leave();
    held = false;
    dropped.notify_one();
    if (drop_request) {  // whoever asked is still there
      const auto before = counts.taken;
      while (counts.taken == before) {
        switched.wait(hold);
      }
    }
  }
};

switching_lock::switching_lock(std::chrono::nanoseconds interval)
    : state_{std::make_unique<state>()} {
  state_->interval = as_positive(interval);
}

switching_lock::~switching_lock() = default;

void switching_lock::lock() {
  guard hold{state_->own};
  state_->take(hold);
}

void switching_lock::unlock() {
  guard hold{state_->own};
  ++state_->counts.voluntary;
  state_->drop(hold);
}

void switching_lock::look() {
  if (!state_->drop_request) {
    return;
  }
  guard hold{state_->own};
  ++state_->counts.forced;
  const std::chrono::nanoseconds held_for{
      boost::chrono::nanoseconds{clock::now() - state_->taken_at}.count()};
  state_->counts.shortest_forced =
      std::min(state_->counts.shortest_forced, held_for);
  state_->drop(hold);
  state_->take(hold);
}

std::chrono::nanoseconds switching_lock::interval() const {
  const guard hold{state_->own};
  return std::chrono::nanoseconds{state_->interval.count()};
}

void switching_lock::set_interval(std::chrono::nanoseconds interval) {
  const auto checked = as_positive(interval);
  const guard hold{state_->own};
  state_->interval = checked;
}

int switching_lock::most_inside() const { return state_->inside.most(); }

switch_counts switching_lock::counts() const {
  const guard hold{state_->own};
  return state_->counts;
}

}  // namespace tandem

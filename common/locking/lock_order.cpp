#include "common/locking/lock_order.hpp"

#include <algorithm>
#include <utility>

namespace tandem {
namespace {

using path = std::vector<order_step>;

/// Goes on from the last step of `way` in each direction that there is, and
/// keeps the ways that come back to where they began.
void go_on(const std::vector<order_step>& steps, path& way,
           std::vector<path>& found) {
  const int first = way.front().held;
  const int here = way.back().wanted;
  if (here == first) {
    found.push_back(way);
    return;
  }
  const bool been_here =
      std::any_of(way.begin(), way.end(),
                  [&](const order_step& step) { return step.held == here; });
  if (been_here || here < first) {
    return;  // that way round begins elsewhere
  }
  for (const auto& step : steps) {
    if (step.held == here) {
      way.push_back(step);
      go_on(steps, way, found);
      way.pop_back();
    }
  }
}

}  // namespace

void lock_order::begin(std::string what) {
  const std::lock_guard hold{lock_};
  threads_[std::this_thread::get_id()].during = std::move(what);
}

void lock_order::wants(int lock) {
  const std::lock_guard hold{lock_};
  const auto& self = threads_[std::this_thread::get_id()];
  for (const int held : self.held) {
    const order_step step{held, lock, self.during};
    if (held != lock &&
        std::find(steps_.begin(), steps_.end(), step) == steps_.end()) {
      steps_.push_back(step);
    }
  }
}

void lock_order::has(int lock) {
  const std::lock_guard hold{lock_};
  threads_[std::this_thread::get_id()].held.push_back(lock);
}

void lock_order::gave_back(int lock) {
  const std::lock_guard hold{lock_};
  std::erase(threads_[std::this_thread::get_id()].held, lock);
}

std::vector<order_step> lock_order::steps() const {
  const std::lock_guard hold{lock_};
  return steps_;
}

std::vector<path> cycles_in(const std::vector<order_step>& steps) {
  std::vector<path> found;
  for (const auto& step : steps) {
    path way{step};
    go_on(steps, way, found);
  }
  std::stable_sort(
      found.begin(), found.end(),
      [](const path& a, const path& b) { return a.size() < b.size(); });
  return found;
}

/// Under `lock_`.
bool recorded_mutex::is_mine() const {
  return depth_ > 0 && owner_ == std::this_thread::get_id();
}

/// Lets the owner through once more, and remembers it. Under `lock_`.
bool recorded_mutex::again() {
  if (!is_mine()) {
    return false;
  }
  if (misuse_ == lock_misuse::none) {
    misuse_ = lock_misuse::locked_twice;
  }
  ++depth_;
  return true;
}

/// Under `lock_`.
void recorded_mutex::take() {
  owner_ = std::this_thread::get_id();
  depth_ = 1;
  if (order_ != nullptr) {
    order_->has(number_);
  }
}

void recorded_mutex::lock() {
  if (order_ != nullptr) {
    order_->wants(number_);
  }
  std::unique_lock hold{lock_};
  if (!again()) {
    freed_.wait(hold, [&] { return depth_ == 0; });
    take();
  }
}

bool recorded_mutex::try_lock() {
  const std::lock_guard hold{lock_};
  if (again()) {
    return true;
  }
  if (depth_ > 0) {
    return false;
  }
  take();
  return true;
}

void recorded_mutex::unlock() {
  const std::lock_guard hold{lock_};
  if (!is_mine()) {
    if (misuse_ == lock_misuse::none) {
      misuse_ = lock_misuse::not_held;
    }
    return;
  }
  if (--depth_ == 0) {
    if (order_ != nullptr) {
      order_->gave_back(number_);
    }
    freed_.notify_one();
  }
}

bool recorded_mutex::is_held() const {
  const std::lock_guard hold{lock_};
  return depth_ > 0;
}

bool recorded_mutex::is_held_by_caller() const {
  const std::lock_guard hold{lock_};
  return is_mine();
}

lock_misuse recorded_mutex::misuse() const {
  const std::lock_guard hold{lock_};
  return misuse_;
}

}  // namespace tandem

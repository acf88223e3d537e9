#include "common/workers/crew.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "common/workers/run_jobs.hpp"

namespace tandem {
namespace {

std::uint32_t position(std::size_t at) {
  return static_cast<std::uint32_t>(at);
}

/// A task_error with `why` nested.
std::exception_ptr task_failure(std::size_t index, int worker,
                                const std::exception_ptr& why) {
  try {
    try {
      std::rethrow_exception(why);
    } catch (const std::exception& error) {
      std::throw_with_nested(task_error{index, worker, error.what()});
    } catch (...) {
      std::throw_with_nested(
          task_error{index, worker, "something else was thrown"});
    }
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace

std::optional<call_slice> take_from(std::deque<call_slice>& ready,
                                    std::optional<std::size_t> index) {
  const auto found =
      std::find_if(ready.begin(), ready.end(), [&](const call_slice& one) {
        return !index || one.calls->first() + one.begin == *index;
      });
  if (found == ready.end()) {
    return {};
  }
  auto taken = std::move(*found);
  ready.erase(found);
  return taken;
}

void running_batch::begin(call_slice asked) {
  if (asked.end > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error{fmt::format(
        "{} calls are drawn at once; allowed are 4 294 967 295", asked.end)};
  }
  asked_ = std::move(asked);
  end_ = asked_.end;
  ended_ = 0;
  failed_ = false;
  failure_ = nullptr;
  left_.reset();
  own_.set({position(asked_.begin), position(asked_.end)});
}

call_slice running_batch::finish() {
  asked_.end = left_ ? left_->begin : end_;
  return std::move(asked_);
}

bool running_batch::make_next() {
  using clock = std::chrono::steady_clock;
  const auto at =
      failed_ && rules_.stops_at_failure ? std::nullopt : own_.claim();
  if (!at) {
    return false;
  }
  const auto begin = rules_.timeout ? clock::now() : clock::time_point{};
  try {
    asked_.calls->make(*at);
    if (rules_.timeout && clock::now() - begin > *rules_.timeout) {
      throw timed_out{fmt::format(
          "it took longer than {} s; a thread cannot be ended meanwhile",
          std::chrono::duration<double>{*rules_.timeout}.count())};
    }
    note_result();
  } catch (...) {
    fail(*at, std::current_exception());
  }
  return true;
}

void running_batch::hold_back(std::size_t from) {
  const std::lock_guard hold{lock_};
  auto now = claims_->unclaimed();
  now.end = std::min(now.end, position(from));
  claims_->set(now);
}

void running_batch::lend(claims& word) {
  const std::lock_guard hold{lock_};
  word.set(claims_->unclaimed());
  claims_ = &word;
}

void running_batch::cancel() {
  const std::lock_guard hold{lock_};
  claims_->clear();
}

void running_batch::take_back() {
  const std::lock_guard hold{lock_};
  own_.clear();
  claims_ = &own_;
}

std::size_t running_batch::end() const {
  const std::lock_guard hold{lock_};
  return end_;
}

std::optional<call_slice> running_batch::take_half() {
  const std::lock_guard hold{lock_};
  const auto taken = claims_->take_half(position(end_));
  if (!taken) {
    return {};
  }
  end_ = taken->begin;
  return call_slice{asked_.calls, taken->begin, taken->end, 0, true};
}

void running_batch::fail(std::size_t at, const std::exception_ptr& why) {
  const auto index = asked_.calls->first() + at;
  const auto failure = task_failure(index, worker_, why);
  if (!failed_ || index < failed_index_) {
    failed_ = true;
    failed_index_ = index;
    failure_ = failure;
  }
  asked_.calls->fail(at, failure);
  ++ended_;
}

void running_batch::leave(std::size_t from, bool unbegun) {
  const auto last = end();
  if (from < last) {
    left_ = call_slice{asked_.calls, from, last, unbegun ? asked_.lost + 1 : 0,
                       asked_.taken_over};
  }
}

}  // namespace tandem

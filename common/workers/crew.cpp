#include "common/workers/crew.hpp"

#include <fmt/format.h>

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

running_batch::running_batch(call_slice asked, int worker,
                             const batch_rules& rules)
    : asked_{std::move(asked)},
      worker_{worker},
      rules_{rules},
      end_{asked_.end} {
  if (asked_.end > std::numeric_limits<std::uint32_t>::max()) {
    throw std::length_error{fmt::format(
        "{} calls are drawn at once; allowed are 4 294 967 295", asked_.end)};
  }
  own_.set({position(asked_.begin), position(asked_.end)});
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
  } catch (...) {
    fail(*at, std::current_exception());
  }
  return true;
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
  return call_slice{asked_.calls, taken->begin, taken->end, 0};
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
}

void running_batch::leave(std::size_t from, bool unbegun) {
  const auto last = end();
  if (from < last) {
    left_ = call_slice{asked_.calls, from, last, unbegun ? asked_.lost + 1 : 0};
  }
}

}  // namespace tandem

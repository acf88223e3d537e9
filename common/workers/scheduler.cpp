#include "common/workers/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>

#include "common/locking/backoff.hpp"
#include "common/workers/pre_dispatch.hpp"

namespace tandem {

scheduler::scheduler(const schedule& how, crew& workers, source from, sink to,
                     observer hears, bell rings)
    : how_{how},
      crew_{workers},
      from_{std::move(from)},
      to_{std::move(to)},
      hears_{std::move(hears)},
      rings_{std::move(rings)},
      running_(static_cast<std::size_t>(std::max(how.workers, 0))) {
  if (how.workers < 1) {
    throw std::invalid_argument{fmt::format(
        "{} workers; allowed are whole numbers from 1", how.workers)};
  }
  if (how.batch_size == 0U) {
    throw std::invalid_argument{
        "a batch of 0 tasks; allowed are whole numbers from 1"};
  }
  counts_.input_is_over = how_.total == 0U;
  for (int worker = 0; worker < how_.workers; ++worker) {
    batches_.emplace_back(worker, how_.batches);
  }
}

void scheduler::serve_all() {
  std::vector<std::jthread> threads;
  try {
    for (int worker = 1; worker < how_.workers; ++worker) {
      threads.emplace_back([this, worker] { serve(worker); });
    }
  } catch (...) {
    stop_for(std::current_exception());
  }
  serve(0);
}

void scheduler::serve(int worker) {
  const nested_scope as_caller{caller_};
  std::unique_lock hold{lock_};
  crew_.serve([&] {
    while (serve_one(worker, true, hold)) {
    }
  });
  ++left_;
  if (left_ == how_.workers && !is_over_with_lock()) {
    stop_with_lock(std::make_exception_ptr(
        std::runtime_error{"no worker is left: all have died"}));
  }
}

bool scheduler::serve_one(int worker) {
  std::unique_lock hold{lock_};
  bool had_one = false;
  crew_.serve([&] { had_one = serve_one(worker, true, hold); });
  return had_one;
}

served scheduler::serve_now(int worker) {
  const nested_scope as_caller{caller_};
  std::unique_lock hold{lock_};
  const bool had_one = serve_one(worker, false, hold);
  if (has_ended_with_lock()) {
    return served::all;
  }
  return had_one ? served::a_batch : served::nothing;
}

bool scheduler::serve_one(int worker, bool waits,
                          std::unique_lock<std::mutex>& hold) {
  try {
    auto* const batch =
        crew_.serves(worker) ? take(worker, waits, hold) : nullptr;
    if (batch == nullptr) {
      return false;
    }
    hold.unlock();
    const bool is_timed = !how_.batch_size;
    const auto begin = is_timed ? clock::now() : clock::time_point{};
    crew_.run(*batch);
    const auto took = is_timed ? clock::now() - begin : clock::duration{};
    lock_with_backoff(hold);
    finish(*batch, took, hold);
  } catch (...) {
    if (!hold.owns_lock()) {
      hold.lock();
    }
    running_[static_cast<std::size_t>(worker)] = nullptr;
    stop_with_lock(std::current_exception());
  }
  return true;
}

std::size_t scheduler::batch_size() const {
  return how_.batch_size.value_or(auto_.size());
}

std::size_t scheduler::room() const {
  const auto most = std::max(
      how_.pre_dispatch, static_cast<std::size_t>(how_.workers) * batch_size());
  const auto held = counts_.drawn - (how_.until_read ? read_ : counts_.done);
  return most - std::min(most, held);
}

void scheduler::draw(std::unique_lock<std::mutex>& hold) {
  const bool everything = how_.pre_dispatch == all_of_them;
  const auto count = everything ? all_of_them : batch_size();
  // Not a part of a batch: where results are read one by one, there would soon
  // be no other batches.
  if (drawing_ || counts_.input_is_over || (!everything && room() < count)) {
    return;
  }
  drawing_ = true;
  try {
    if (!drawn_.calls || drawn_.calls->room() < count) {
      drawn_ = {from_(counts_.drawn, count), 0, 0, 0, false};
    }
    hold.unlock();  // the input may take its time
    const auto came = drawn_.calls->draw(count);
    lock_with_backoff(hold);
    drawn_.end += came;
    counts_.drawn += came;
    counts_.input_is_over = came < count || counts_.drawn == how_.total;
  } catch (...) {
    if (!hold.owns_lock()) {
      hold.lock();
    }
    stop_with_lock(std::current_exception());
  }
  drawing_ = false;
  note_change();
}

call_slice scheduler::cut_drawn() {
  const auto begin = drawn_.begin;
  drawn_.begin = std::min(drawn_.end, begin + batch_size());
  return {drawn_.calls, begin, drawn_.begin, 0, false};
}

call_slice scheduler::cut_waiting() {
  auto& first = waiting_.front();
  auto cut = first;
  cut.end = std::min(first.end, first.begin + batch_size());
  first.begin = cut.end;
  if (first.size() == 0) {
    waiting_.pop_front();
  }
  return cut;
}

/// Some of what another worker has not begun.
std::optional<call_slice> scheduler::take_over() {
  if (how_.batch_size) {
    return {};  // who asks for a size gets batches of it
  }
  for (auto* const batch : running_) {
    if (batch != nullptr) {
      if (auto taken = batch->take_half()) {
        return taken;
      }
    }
  }
  return {};
}

std::optional<call_slice> scheduler::next_slice(
    std::unique_lock<std::mutex>& hold) {
  if (!waiting_.empty()) {
    return cut_waiting();
  }
  if (failure_) {
    return {};  // all else comes after it
  }
  if (drawn_.size() == 0) {
    draw(hold);
  }
  if (drawn_.size() > 0) {
    return cut_drawn();
  }
  return take_over();
}

running_batch* scheduler::take(int worker, bool waits,
                               std::unique_lock<std::mutex>& hold) {
  backoff until_drawn;
  bool may_be_soon = true;
  while (!stopped_) {
    auto next = next_slice(hold);
    if (stopped_ || is_over_with_lock()) {
      return nullptr;
    }
    if (next) {
      ++counts_.batches;
      auto& batch = batches_[static_cast<std::size_t>(worker)];
      batch.begin(std::move(*next));
      return running_[static_cast<std::size_t>(worker)] = &batch;
    }
    if (!waits) {
      return nullptr;
    }
    if (drawing_ && may_be_soon) {  // most inputs come at once
      hold.unlock();
      may_be_soon = until_drawn.wait();
      lock_with_backoff(hold);
      continue;
    }
    changed_.wait(hold);
  }
  return nullptr;
}

void scheduler::finish(running_batch& batch, clock::duration took,
                       std::unique_lock<std::mutex>& hold) {
  running_[static_cast<std::size_t>(batch.worker())] = nullptr;
  const auto asked = batch.asked().size();
  if (batch.has_failed() && how_.batches.stops_at_failure) {
    note_failure(batch);
  }
  if (const auto& left = batch.left();
      left && !comes_too_late(left->calls->first() + left->begin)) {
    waiting_.push_front(*left);
  }
  const auto over = batch.finish();
  if (over.size() > 0) {
    to_(over);
  }
  counts_.done += batch.ended();
  std::string change;
  if (!how_.batch_size && over.size() == asked) {
    change = auto_.note(asked, took).value_or("");
  }
  if (hears_) {
    untold_.push_back({counts_, std::move(change)});
    // Whether this was the last is known once another is asked for. The reader
    // of a generator does not wait for that.
    while (counts_.done == counts_.drawn && !how_.until_read && !stopped_ &&
           !counts_.input_is_over) {
      draw(hold);
      if (drawing_) {  // another one
        changed_.wait(hold);
      }
    }
    tell();
  }
  note_change();
}

/// Tells the observer of each batch once, in the order in which they ended:
/// while a worker waited to learn whether its batch was the last, another's may
/// have ended.
void scheduler::tell() {
  for (auto& batch : std::exchange(untold_, {})) {
    if (batch.then.drawn == counts_.drawn) {
      batch.then.input_is_over = counts_.input_is_over;
    }
    hears_(batch.then, batch.change);
  }
}

/// Whether a loop would have failed before it came to this call.
bool scheduler::comes_too_late(std::size_t index) const {
  return failure_ && how_.finds_first_failure && index > failed_index_;
}

void scheduler::note_failure(const running_batch& failed) {
  if (!failure_ || failed.failed_index() < failed_index_) {
    failed_index_ = failed.failed_index();
    failure_ = failed.failure();
  }
  if (!how_.finds_first_failure) {
    stop_with_lock({});
    return;
  }
  std::erase_if(waiting_, [&](const call_slice& one) {
    return comes_too_late(one.calls->first() + one.begin);
  });
  for (auto* const one : running_) {
    if (one != nullptr &&
        comes_too_late(one->asked().calls->first() + one->asked().begin)) {
      one->cancel();
    }
  }
}

void scheduler::note_change() noexcept {
  changed_.notify_all();
  if (has_ended_with_lock()) {
    ended_.notify_all();
  }
  if (rings_) {
    rings_();
  }
}

void scheduler::stop() noexcept {
  const std::lock_guard hold{lock_};
  stop_with_lock({});
}

void scheduler::stop_for(const std::exception_ptr& what) {
  const std::lock_guard hold{lock_};
  if (!is_over_with_lock()) {  // else it comes too late
    stop_with_lock(what);
  }
}

void scheduler::stop_with_lock(const std::exception_ptr& what) noexcept {
  if (!trouble_) {
    trouble_ = what;
  }
  stopped_ = true;
  for (auto* const batch : running_) {
    if (batch != nullptr) {
      batch->cancel();
    }
  }
  if (how_.ends_running) {
    crew_.stop();
  }
  note_change();
}

void scheduler::note_read(std::size_t count) {
  const std::lock_guard hold{lock_};
  read_ += count;
  if (room() >= batch_size()) {
    note_change();
  }
}

void scheduler::run_ahead() {
  const std::lock_guard hold{lock_};
  how_.until_read = false;
  note_change();
}

bool scheduler::has_ended() const {
  const std::lock_guard hold{lock_};
  return has_ended_with_lock();
}

bool scheduler::wait_until_ended(std::optional<clock::time_point> until) {
  std::unique_lock hold{lock_};
  const auto has_ended = [this] { return has_ended_with_lock(); };
  if (until) {
    return ended_.wait_until(hold, *until, has_ended);
  }
  ended_.wait(hold, has_ended);
  return true;
}

void scheduler::wait_for_input() {
  std::unique_lock hold{lock_};
  changed_.wait(hold, [this] { return !drawing_; });
}

bool scheduler::is_over_with_lock() const {
  return stopped_ || (counts_.input_is_over && counts_.done == counts_.drawn) ||
         (failure_ && waiting_.empty() && nothing_runs());
}

bool scheduler::nothing_runs() const {
  return !drawing_ && std::all_of(running_.begin(), running_.end(),
                                  [](const auto* one) { return !one; });
}

bool scheduler::has_ended_with_lock() const {
  return is_over_with_lock() && nothing_runs();
}

schedule_counts scheduler::counts() const {
  const std::lock_guard hold{lock_};
  return counts_;
}

std::exception_ptr scheduler::trouble() const {
  const std::lock_guard hold{lock_};
  return trouble_;
}

std::exception_ptr scheduler::failure() const {
  const std::lock_guard hold{lock_};
  return failure_;
}

}  // namespace tandem

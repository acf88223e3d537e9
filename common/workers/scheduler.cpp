#include "common/workers/scheduler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>

#include "common/workers/pre_dispatch.hpp"

namespace tandem {

scheduler::scheduler(const schedule& how, crew& workers, source from, sink to,
                     observer hears)
    : how_{how},
      crew_{workers},
      from_{std::move(from)},
      to_{std::move(to)},
      hears_{std::move(hears)},
      running_(static_cast<std::size_t>(std::max(how.workers, 0))) {
  if (how.workers < 1) {
    throw std::invalid_argument{fmt::format(
        "{} workers; allowed are whole numbers from 1", how.workers)};
  }
  if (how.batch_size == 0U) {
    throw std::invalid_argument{
        "a batch of 0 tasks; allowed are whole numbers from 1"};
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
  while (serve_one(worker)) {
  }
  const std::lock_guard hold{lock_};
  ++left_;
  if (left_ == how_.workers && !is_over_with_lock()) {
    stop_with_lock(std::make_exception_ptr(
        std::runtime_error{"no worker is left: all have died"}));
  }
}

bool scheduler::serve_one(int worker) {
  const auto batch = crew_.serves(worker) ? take(worker) : nullptr;
  if (!batch) {
    return false;
  }
  try {
    const bool is_timed = !how_.batch_size;
    const auto begin = is_timed ? clock::now() : clock::time_point{};
    crew_.run(*batch);
    finish(*batch, is_timed ? clock::now() - begin : clock::duration{});
  } catch (...) {
    const std::lock_guard hold{lock_};
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

void scheduler::draw() {
  const bool everything = how_.pre_dispatch == all_of_them;
  const auto count = everything ? all_of_them : std::min(batch_size(), room());
  if (count == 0 || counts_.input_is_over) {
    return;
  }
  try {
    const auto calls = from_(counts_.drawn, count);
    const auto came = calls ? calls->size() : 0;
    counts_.input_is_over = came < count;
    counts_.drawn += came;
    if (came > 0) {
      waiting_.push_back({calls, 0, came, 0});
    }
  } catch (...) {
    counts_.input_is_over = true;
    stop_with_lock(std::current_exception());
  }
}

/// As many of those that wait as make a batch.
std::optional<call_slice> scheduler::cut_waiting() {
  if (waiting_.empty()) {
    return {};
  }
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

std::unique_ptr<running_batch> scheduler::take(int worker) {
  std::unique_lock hold{lock_};
  while (!stopped_) {
    if (waiting_.empty()) {
      draw();
    }
    auto next = cut_waiting();
    if (!next && counts_.input_is_over) {
      next = take_over();
    }
    if (stopped_ || is_over_with_lock()) {
      return {};
    }
    if (next) {
      ++counts_.batches;
      auto batch = std::make_unique<running_batch>(std::move(*next), worker,
                                                   how_.batches);
      running_[static_cast<std::size_t>(worker)] = batch.get();
      return batch;
    }
    changed_.wait(hold);
  }
  return {};
}

void scheduler::finish(running_batch& batch, clock::duration took) {
  auto done = batch.asked();
  const auto& left = batch.left();
  done.end = left ? left->begin : batch.end();
  if (done.size() > 0) {
    to_(done);
  }
  const std::lock_guard hold{lock_};
  running_[static_cast<std::size_t>(batch.worker())] = nullptr;
  counts_.done += done.size();
  if (left) {
    waiting_.push_front(*left);
  }
  if (batch.has_failed() && how_.batches.stops_at_failure) {
    if (!failure_ || batch.failed_index() < failed_index_) {
      failed_index_ = batch.failed_index();
      failure_ = batch.failure();
    }
    stop_with_lock({});
  }
  std::string change;
  if (!how_.batch_size && done.size() == batch.asked().size()) {
    change = auto_.note(done.size(), took).value_or("");
  }
  if (hears_) {
    hears_(counts_, change);
  }
  changed_.notify_all();
}

void scheduler::stop() noexcept {
  const std::lock_guard hold{lock_};
  stop_with_lock({});
}

void scheduler::stop_for(const std::exception_ptr& what) {
  const std::lock_guard hold{lock_};
  stop_with_lock(what);
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
  crew_.stop();
  changed_.notify_all();
}

void scheduler::note_read(std::size_t count) {
  const std::lock_guard hold{lock_};
  read_ += count;
  changed_.notify_all();
}

bool scheduler::is_over_with_lock() const {
  return stopped_ || (counts_.input_is_over && counts_.done == counts_.drawn);
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

#include "common/workers/pool_core.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/workers/parallel_options.hpp"

namespace tandem {
namespace {

/// Of which pool this thread is, and which of its workers.
struct thread_of_pool {
  const pool_core* pool = nullptr;
  int worker = 0;
};
// NOLINTNEXTLINE(*-avoid-non-const-global-variables)
thread_local thread_of_pool here;

std::exception_ptr nobody_left() {
  return std::make_exception_ptr(
      std::runtime_error{"no worker is left: all have died"});
}

}  // namespace

std::size_t chunk_of(std::optional<std::size_t> asked, std::size_t count,
                     int workers) {
  if (asked == 0U) {
    throw std::invalid_argument{
        "a chunk of 0 items; allowed are whole numbers from 1"};
  }
  const auto parts = 4 * static_cast<std::size_t>(workers);
  const auto one_of_them = (count + parts - 1) / parts;
  return std::clamp<std::size_t>(asked.value_or(one_of_them), 1,
                                 std::max<std::size_t>(count, 1));
}

schedule stream_schedule(std::size_t chunk, std::optional<std::size_t> total,
                         int workers) {
  constexpr std::size_t most = 1'000'000;  // there has to be a place for each
  if (chunk < 1 || chunk > most) {
    throw std::invalid_argument{fmt::format(
        "a chunk of {} items, which imap reads ahead; allowed are whole "
        "numbers from 1 to {}",
        chunk, most)};
  }
  return {.batch_size = chunk,
          .pre_dispatch = 2 * chunk * static_cast<std::size_t>(workers),
          .total = total,
          .until_read = true,
          .batches = {.stops_at_failure = false}};
}

pool_job::pool_job(std::shared_ptr<pool_core> by, std::uint64_t number,
                   std::shared_ptr<scheduler> calls)
    : by_{std::move(by)}, number_{number}, calls_{std::move(calls)} {}

void pool_job::wait() const {
  if (here.pool == by_.get()) {
    wait_or([] { return false; });
  } else {
    calls_->wait_until_ended();
  }
  by_->retire(number_);
  by_->rest();
}

bool pool_job::wait_until(std::chrono::steady_clock::time_point until) const {
  if (here.pool != by_.get()) {
    return calls_->wait_until_ended(until);
  }
  for (;;) {
    const auto seen = by_->rings();
    const bool helped = help();
    if (has_ended()) {
      return true;
    }
    if (std::chrono::steady_clock::now() >= until) {
      return false;
    }
    if (!helped) {
      by_->wait_for_ring(seen, until);
    }
  }
}

/// Runs a batch in this thread of the pool, which waits in a task of its own:
/// the scope of that one is not for the others.
/// Returns  whether there was one.
bool pool_job::help() const {
  const parallel_config none{nullptr};
  return calls_->serve_now(here.worker) == served::a_batch;
}

void pool_job::wait_or(const std::function<bool()>& done) const {
  const bool helps = here.pool == by_.get();
  for (;;) {
    const auto seen = by_->rings();
    if (done()) {
      return;
    }
    if (helps && help()) {
      continue;
    }
    if (calls_->has_ended()) {
      return;
    }
    by_->wait_for_ring(seen);
  }
}

void pool_job::throw_what_went_wrong() const {
  for (const auto& what : {calls_->failure(), calls_->trouble()}) {
    if (what) {
      std::rethrow_exception(what);
    }
  }
}

void pool_job::stop() const {
  calls_->stop();
  calls_->wait_for_input();
  if (has_ended()) {
    by_->retire(number_);
    by_->rest();
  }
}

pool_core::pool_core(std::shared_ptr<crew> workers, settings how)
    : crew_{std::move(workers)},
      how_{std::move(how)},
      places_(static_cast<std::size_t>(how_.workers)),
      // NOLINTNEXTLINE(bugprone-throw-keyword-missing): a vector
      not_begun_(places_.size()) {
  if (how_.begin_thread) {
    start_threads();
  }
}

// NOLINTNEXTLINE(bugprone-exception-escape): on a thread of its own, as said
pool_core::~pool_core() { terminate(); }

/// Starts all, and waits until they have begun.
void pool_core::start_threads() {
  std::exception_ptr why;
  {
    std::unique_lock hold{lock_};
    try {
      start_missing(places_.size());
      rested_.wait(hold, [this] { return begun_ == places_.size(); });
    } catch (...) {
      why = std::current_exception();
    }
  }
  for (const auto& one : not_begun_) {
    why = why ? why : one;
  }
  if (why) {
    terminate();
    std::rethrow_exception(why);
  }
}

void pool_core::start_missing(std::size_t wanted) {
  for (int worker = 0; worker < how_.workers && wanted > 0; ++worker) {
    auto& one = places_[static_cast<std::size_t>(worker)];
    if (one.serves || !crew_->serves(worker)) {
      continue;
    }
    one.thread = std::jthread{[this, worker] { serve(worker); }};
    one.serves = true;
    --wanted;
  }
}

bool pool_core::some_serve() const {
  return std::any_of(places_.begin(), places_.end(),
                     [](const place& one) { return one.serves; });
}

void pool_core::demand_open() const {
  const std::lock_guard hold{lock_};
  demand_open_with_lock();
}

void pool_core::demand_open_with_lock() const {
  if (state_ != state::open) {
    throw pool_closed{state_ == state::closed
                          ? "the pool is closed: it takes no more calls"
                          : "the pool was terminated: it takes no more calls"};
  }
}

pool_job pool_core::begin(schedule how, scheduler::source from,
                          scheduler::sink to, std::size_t batches) {
  how.workers = how_.workers;
  how.ends_running = false;
  how.batches.inside = how_.inside;
  auto calls =
      std::make_shared<scheduler>(how, *crew_, std::move(from), std::move(to),
                                  scheduler::observer{}, [this] { ring(); });
  const std::lock_guard hold{lock_};
  demand_open_with_lock();
  const auto number = next_number_++;
  open_.emplace(number, calls);
  try {
    start_missing(batches);
  } catch (...) {
    if (!some_serve()) {
      open_.erase(number);
      throw;
    }
  }
  if (batches > 0 && !some_serve()) {
    open_.erase(number);
    std::rethrow_exception(nobody_left());
  }
  if (!message_) {
    message_.emplace();
  }
  ring_with_lock();
  rested_.notify_all();  // who waits for all to rest would wait for this
  return {shared_from_this(), number, std::move(calls)};
}

void pool_core::serve(int worker) {
  here = {this, worker};
  if (how_.begin_thread) {
    begin_thread(worker);
  }
  crew_->serve([&] {
    std::uint64_t last = 0;
    while (serve_next(worker, last)) {
    }
  });
}

void pool_core::begin_thread(int worker) {
  std::exception_ptr why;
  try {
    how_.begin_thread(worker);
  } catch (...) {
    why = std::current_exception();
  }
  const std::lock_guard hold{lock_};
  not_begun_[static_cast<std::size_t>(worker)] = why;
  ++begun_;
  rested_.notify_all();
}

/// Runs a batch of the next job that has one, or waits for one.
/// Returns  false if this thread is needed no more.
bool pool_core::serve_next(int worker, std::uint64_t& last) {
  // What goes with a job is the user's, and may use the pool as it goes: so it
  // goes without the lock.
  std::shared_ptr<scheduler> job;
  std::unique_lock hold{lock_};
  const auto seen = rings_;
  for (std::size_t looked = 0; looked < open_.size();) {
    auto next = open_.upper_bound(last);
    if (next == open_.end()) {
      next = open_.begin();
    }
    last = next->first;
    auto found = next->second;
    hold.unlock();
    job = std::move(found);
    const auto was = job->serve_now(worker);
    hold.lock();
    if (was == served::a_batch) {
      return true;
    }
    if (was == served::all) {
      retire_with_lock(last);
    } else {
      ++looked;
    }
  }
  hold.unlock();
  job.reset();
  hold.lock();
  auto& mine = places_[static_cast<std::size_t>(worker)];
  const bool wanted =
      !open_.empty() || (how_.begin_thread && state_ == state::open);
  if (!wanted || !crew_->serves(worker)) {
    mine.serves = false;
    if (!crew_->serves(worker)) {
      note_lost(hold);
    }
    rested_.notify_all();
    return false;
  }
  ++listening_;
  rang_.wait(hold, [&] { return rings_ != seen; });
  --listening_;
  return true;
}

/// Others do the work of a worker that is lost. If there are none, nobody will.
void pool_core::note_lost(std::unique_lock<std::mutex>& hold) {
  if (open_.empty()) {
    return;
  }
  try {
    start_missing(1);
  } catch (...) {
    // There is no thread to be had.
  }
  if (some_serve()) {
    return;
  }
  std::map<std::uint64_t, std::shared_ptr<scheduler>> left;
  std::swap(left, open_);
  message_.reset();
  hold.unlock();
  for (const auto& [number, job] : left) {
    job->stop_for(nobody_left());
  }
  left.clear();  // without the lock, as in serve_next
  hold.lock();
}

void pool_core::ring() {
  const std::lock_guard hold{lock_};
  ring_with_lock();
}

void pool_core::ring_with_lock() {
  ++rings_;
  if (listening_ > 0) {
    rang_.notify_all();
  }
}

std::uint64_t pool_core::rings() const {
  const std::lock_guard hold{lock_};
  return rings_;
}

void pool_core::wait_for_ring(
    std::uint64_t seen,
    std::optional<std::chrono::steady_clock::time_point> until) {
  std::unique_lock hold{lock_};
  const auto rang = [&] { return rings_ != seen; };
  ++listening_;
  if (until) {
    rang_.wait_until(hold, *until, rang);
  } else {
    rang_.wait(hold, rang);
  }
  --listening_;
}

void pool_core::retire(std::uint64_t number) {
  const std::lock_guard hold{lock_};
  retire_with_lock(number);
}

void pool_core::retire_with_lock(std::uint64_t number) {
  open_.erase(number);
  if (open_.empty()) {
    message_.reset();
    ring_with_lock();  // threads may go
  }
}

/// Waits for threads that have nothing to do any more.
void pool_core::rest() {
  if (how_.begin_thread || here.pool == this) {
    return;
  }
  std::vector<std::jthread> gone;
  std::unique_lock hold{lock_};
  rested_.wait(hold, [this] { return !open_.empty() || !some_serve(); });
  if (open_.empty()) {
    for (auto& one : places_) {
      gone.push_back(std::move(one.thread));
    }
  }
  hold.unlock();
}

void pool_core::close() {
  const std::lock_guard hold{lock_};
  if (state_ == state::open) {
    state_ = state::closed;
    ring_with_lock();
  }
}

/// Errors   std::logic_error for a thread that would wait for itself.
void pool_core::demand_another_thread(const std::string& what) const {
  if (here.pool == this) {
    throw std::logic_error{what +
                           " in a task of the pool, or in its input: it waits "
                           "for their end; do it where the pool was made"};
  }
}

void pool_core::join() {
  demand_another_thread("join");
  std::map<std::uint64_t, std::shared_ptr<scheduler>> left;
  {
    const std::lock_guard hold{lock_};
    if (state_ == state::open) {
      throw pool_closed{"the pool is open: close or terminate it before join"};
    }
    left = open_;
  }
  for (const auto& [number, job] : left) {
    job->run_ahead();
  }
  end_threads();
}

void pool_core::terminate() {
  demand_another_thread("terminate");
  std::map<std::uint64_t, std::shared_ptr<scheduler>> left;
  {
    const std::lock_guard hold{lock_};
    state_ = state::terminated;
    left = open_;
  }
  for (const auto& [number, job] : left) {
    job->stop_for(std::make_exception_ptr(
        pool_terminated{"the pool was terminated before this was done"}));
  }
  crew_->stop();
  ring();
  end_threads();
}

/// Waits until no thread has anything to do, and lets the workers go.
void pool_core::end_threads() {
  std::vector<std::jthread> gone;
  gone.reserve(places_.size());
  std::unique_lock hold{lock_};
  rested_.wait(hold, [this] { return !some_serve(); });
  for (auto& one : places_) {
    gone.push_back(std::move(one.thread));
  }
  hold.unlock();
  gone.clear();
  crew_->let_go();
}

}  // namespace tandem

#include "common/workers/process_crew.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "common/workers/encoding.hpp"
#include "common/workers/failure.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

std::exception_ptr out_of_time(std::chrono::nanoseconds timeout, pid_t pid) {
  return std::make_exception_ptr(timed_out{
      fmt::format("it took longer than {} s; its worker, process {}, was ended",
                  std::chrono::duration<double>{timeout}.count(), pid)});
}

}  // namespace

process_crew::process_crew(int workers, start_method how,
                           const shared_memory* shared)
    : how_{how}, shared_{shared} {
  if (workers < 1) {
    throw std::invalid_argument{
        fmt::format("{} workers; allowed are whole numbers from 1", workers)};
  }
  grow(workers);
}

void process_crew::grow(int workers) {
  while (places_.size() < static_cast<std::size_t>(workers)) {
    auto started = std::make_unique<worker_process>(how_, shared_);
    const std::lock_guard hold{lock_};
    places_.push_back({std::move(started)});
  }
}

bool process_crew::serves(int worker) const {
  const std::lock_guard hold{lock_};
  return how_ != start_method::fork ||
         places_.at(static_cast<std::size_t>(worker)).worker != nullptr;
}

void process_crew::stop() noexcept {
  const std::lock_guard hold{lock_};
  stopping_ = true;
  for (const auto& one : places_) {
    if (one.busy && one.worker) {
      one.worker->end_now();
    }
  }
}

bool process_crew::is_stopping() const {
  const std::lock_guard hold{lock_};
  return stopping_;
}

void process_crew::resume() {
  const std::lock_guard hold{lock_};
  stopping_ = false;
}

/// The worker, busy from here on; null if all is being stopped.
worker_process* process_crew::begin(int worker) {
  auto& here = places_.at(static_cast<std::size_t>(worker));
  std::unique_ptr<worker_process> started;
  if (!here.worker) {  // only this thread changes it
    started = std::make_unique<worker_process>(how_, shared_);
  }
  const std::lock_guard hold{lock_};
  if (started) {
    here.worker = std::move(started);
  }
  here.busy = !stopping_;
  return here.busy ? here.worker.get() : nullptr;
}

void process_crew::end(int worker, bool gone) {
  std::unique_ptr<worker_process> last;  // ends outside the lock
  const std::lock_guard hold{lock_};
  auto& here = places_.at(static_cast<std::size_t>(worker));
  here.busy = false;
  if (gone && here.worker) {
    const auto seen = here.worker->counted();
    of_the_gone_.sent += seen.sent;
    of_the_gone_.received += seen.received;
    last = std::move(here.worker);
  }
}

void process_crew::run(running_batch& batch) {
  const no_broken_pipe_signal quiet;
  const auto& asked = batch.asked();
  auto* const worker = begin(batch.worker());
  if (worker == nullptr) {
    batch.take_back();
    batch.leave(asked.begin, true);
    return;
  }
  auto& calls = *asked.calls;
  tandem::batch message{.task = calls.task(),
                        .first = asked.begin,
                        .stops_at_failure = batch.rules().stops_at_failure,
                        .inside = batch.rules().inside,
                        .timeout = batch.rules().timeout};
  batch_end seen;
  try {
    message.sizes.reserve(asked.size());
    for (auto at = asked.begin; at < asked.end; ++at) {
      const auto before = message.arguments.size();
      calls.encode_arguments(at, message.arguments);
      message.sizes.push_back(message.arguments.size() - before);
    }
    batch.lend(worker->unclaimed());
    seen = worker->run(message,
                       [&](std::uint64_t index, bool failed, incoming& result) {
                         const auto at = asked.begin + index;
                         if (failed) {
                           batch.fail(at, decode_failure(result));
                         } else {
                           calls.decode_result(at, result);
                         }
                       });
  } catch (...) {
    batch.take_back();
    end(batch.worker(), true);
    throw;
  }
  batch.take_back();
  if (!seen.died) {
    end(batch.worker(), false);
    return;
  }
  const auto pid = worker->pid();
  const auto running = asked.begin + seen.finished;
  const bool none_was_running =
      !seen.begun || worker->unclaimed().unclaimed().begin == running;
  end(batch.worker(), true);
  if (is_stopping()) {
    return;  // it was ended by us
  }
  if (seen.timed_out) {
    const auto late = asked.begin + *seen.timed_out;
    batch.fail(late, out_of_time(message.timeout.value_or(0ns), pid));
    // It may have ended at last, and another begun.
    batch.leave(std::max(running, late + 1), false);
    return;
  }
  constexpr int enough = 3;  // then it is no accident
  if (none_was_running && asked.lost + 1 < enough) {
    batch.leave(running, true);
  } else if (running < batch.end()) {
    batch.fail(running, std::make_exception_ptr(worker_died{pid, *seen.died}));
    batch.leave(running + 1, false);
  }
}

std::vector<pid_t> process_crew::pids() const {
  const std::lock_guard hold{lock_};
  std::vector<pid_t> all;
  for (const auto& one : places_) {
    if (one.worker) {
      all.push_back(one.worker->pid());
    }
  }
  return all;
}

traffic process_crew::counted() const {
  const std::lock_guard hold{lock_};
  auto all = of_the_gone_;
  for (const auto& one : places_) {
    if (one.worker) {
      const auto seen = one.worker->counted();
      all.sent += seen.sent;
      all.received += seen.received;
    }
  }
  return all;
}

}  // namespace tandem

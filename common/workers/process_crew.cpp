#include "common/workers/process_crew.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>
#include <thread>
#include <utility>

#include "common/workers/encoding.hpp"
#include "common/workers/failure.hpp"
#include "common/workers/worker_main.hpp"

namespace tandem {
namespace {

using namespace std::chrono_literals;

/// Encodes the arguments of the calls before `limit`; up to the first that
/// cannot be encoded, which is `limit` then.
/// Returns  what that one has thrown.
std::exception_ptr encode_calls(const call_slice& asked, std::size_t& limit,
                                batch& message) {
  std::exception_ptr unfit;
  for (auto at = asked.begin; at < limit;) {
    const auto before = message.arguments.size();
    try {
      asked.calls->encode_arguments(at, message.arguments);
      message.sizes.push_back(message.arguments.size() - before);
      ++at;
    } catch (...) {
      unfit = std::current_exception();
      limit = at;
      message.arguments = {};  // it has a part of that call: once more
      message.sizes.clear();
      at = asked.begin;
    }
  }
  return unfit;
}

std::exception_ptr out_of_time(std::chrono::nanoseconds timeout, pid_t pid) {
  return std::make_exception_ptr(timed_out{
      fmt::format("it took longer than {} s; its worker, process {}, was ended",
                  std::chrono::duration<double>{timeout}.count(), pid)});
}

}  // namespace

process_crew::process_crew(int workers, start_method how, crew_rules rules)
    : how_{how}, rules_{std::move(rules)} {
  if (workers < 1) {
    throw std::invalid_argument{
        fmt::format("{} workers; allowed are whole numbers from 1", workers)};
  }
  grow(workers);
}

void process_crew::grow(int workers) {
  {
    const std::lock_guard hold{lock_};
    for (auto& one : places_) {
      if (one.worker && one.worker->has_ended()) {
        dismiss(one);
      }
    }
  }
  const auto before = places_.size();
  while (places_.size() < static_cast<std::size_t>(workers)) {
    // Side by side; but without the guard the first one ends, and says why.
    std::vector<std::unique_ptr<worker_process>> started(
        has_guard() ? static_cast<std::size_t>(workers) - places_.size() : 1);
    for (auto& one : started) {
      one = std::make_unique<worker_process>(how_, rules_.shared);
    }
    for (auto& one : started) {
      one->wait_until_ready();
      const std::lock_guard hold{lock_};
      places_.push_back({std::move(one)});
    }
  }
  if (rules_.initialize) {
    prepare_from(before);
  }
}

/// All new ones at once, as an initializer may take its time. When one fails,
/// the others are ended.
void process_crew::prepare_from(std::size_t first) {
  std::mutex lock;
  std::exception_ptr failure;
  const auto fail = [&](const std::exception_ptr& why) {
    const std::lock_guard hold{lock};
    if (failure) {
      return;  // it was ended for that
    }
    failure = why;
    for (auto at = first; at < places_.size(); ++at) {
      places_[at].worker->end_now();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (auto at = first; at < places_.size(); ++at) {
      threads.emplace_back([this, at, &fail] {
        try {
          prepare(*places_[at].worker, static_cast<int>(at));
        } catch (...) {
          fail(std::current_exception());
        }
      });
    }
  }
  if (failure) {
    std::rethrow_exception(failure);
  }
}

void process_crew::prepare(worker_process& started, int worker) const {
  const no_broken_pipe_signal quiet;
  tandem::batch message{.task = rules_.initialize.task(),
                        .stops_at_failure = true,
                        .inside = rules_.inside};
  rules_.initialize.encode_arguments(message.arguments);
  message.sizes.push_back(message.arguments.size());
  started.unclaimed().set({0, 1});
  std::exception_ptr why;
  const auto seen =
      started.run(message, [&](std::uint64_t, bool failed, incoming& result) {
        if (failed) {
          why = decode_failure(result);
        }
      });
  if (seen.died) {
    why = std::make_exception_ptr(worker_died{started.pid(), *seen.died});
  }
  if (why) {
    rules_.initialize.fail(worker, why);
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

/// The worker, busy from here on; null if all is being stopped, or it has died
/// meanwhile and is not replaced.
worker_process* process_crew::begin(int worker) {
  auto& here = places_.at(static_cast<std::size_t>(worker));
  if (here.worker && here.worker->has_ended()) {
    end(worker, true);
    if (how_ == start_method::fork) {
      return nullptr;
    }
  }
  std::unique_ptr<worker_process> started;
  const bool is_new = !here.worker;  // only this thread changes it
  if (is_new) {
    started = std::make_unique<worker_process>(how_, rules_.shared);
    started->wait_until_ready();
  }
  {
    const std::lock_guard hold{lock_};
    if (is_new) {
      here.worker = std::move(started);
      here.tasks = 0;
    }
    here.busy = !stopping_;
    if (!here.busy) {
      return nullptr;
    }
  }
  if (is_new && rules_.initialize) {
    try {
      prepare(*here.worker, worker);
    } catch (...) {
      end(worker, true);
      if (is_stopping()) {
        return nullptr;  // it was ended by us
      }
      throw;
    }
  }
  return here.worker.get();
}

void process_crew::end(int worker, bool gone) {
  std::unique_ptr<worker_process> last;  // ends outside the lock
  const std::lock_guard hold{lock_};
  auto& here = places_.at(static_cast<std::size_t>(worker));
  here.busy = false;
  // Who was busy when all was stopped has been killed, done or not.
  if ((gone || stopping_) && here.worker) {
    last = dismiss(here);
  }
}

std::unique_ptr<worker_process> process_crew::dismiss(place& from) {
  const auto seen = from.worker->counted();
  of_the_gone_.sent += seen.sent;
  of_the_gone_.received += seen.received;
  return std::move(from.worker);
}

void process_crew::serve(const std::function<void()>& work) {
  const no_broken_pipe_signal quiet;
  work();
}

std::size_t process_crew::tasks_left(int worker) const {
  const auto most = static_cast<std::size_t>(rules_.max_tasks_per_child);
  const auto& here = places_.at(static_cast<std::size_t>(worker));
  return most == 0 ? std::numeric_limits<std::size_t>::max()
                   : most - here.tasks;
}

void process_crew::run(running_batch& batch) {
  const auto& asked = batch.asked();
  auto* const worker = begin(batch.worker());
  if (worker == nullptr) {
    batch.take_back();
    batch.leave(asked.begin, false);
    return;
  }
  auto& calls = *asked.calls;
  auto limit = asked.begin + std::min(asked.size(), tasks_left(batch.worker()));
  batch.hold_back(limit);
  tandem::batch message{.task = calls.task(),
                        .first = asked.begin,
                        .stops_at_failure = batch.rules().stops_at_failure,
                        .inside = batch.rules().inside,
                        .timeout = batch.rules().timeout};
  const auto unfit = encode_calls(asked, limit, message);
  if (unfit) {
    batch.hold_back(limit);
  }
  batch_end seen;
  try {
    if (limit > asked.begin) {
      batch.lend(worker->unclaimed());
      seen = worker->run(
          message, [&](std::uint64_t index, bool failed, incoming& result) {
            const auto at = asked.begin + index;
            if (failed) {
              batch.fail(at, decode_failure(result));
            } else {
              calls.decode_result(at, result);
              batch.note_result();
            }
            if (!asked.taken_over) {
              calls.forget(at);
            }
          });
    }
  } catch (...) {
    batch.take_back();
    end(batch.worker(), true);
    throw;
  }
  batch.take_back();
  const auto running = asked.begin + seen.finished;
  if (!seen.died) {
    places_.at(static_cast<std::size_t>(batch.worker())).tasks += seen.finished;
    end(batch.worker(), tasks_left(batch.worker()) == 0);
    if (running == limit && unfit && limit < batch.end()) {
      batch.fail(limit, unfit);
      batch.leave(limit + 1, false);
    } else if (running == limit) {
      batch.leave(limit, false);
    }
    return;
  }
  const auto pid = worker->pid();
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
  if (none_was_running && (running == limit || asked.lost + 1 < enough)) {
    batch.leave(running, true);
  } else if (running < batch.end()) {
    batch.fail(running, std::make_exception_ptr(worker_died{pid, *seen.died}));
    batch.leave(running + 1, false);
  }
}

void process_crew::let_go() {
  std::vector<std::unique_ptr<worker_process>> last;  // end outside the lock
  const std::lock_guard hold{lock_};
  for (auto& one : places_) {
    if (one.worker) {
      one.worker->let_go();
      last.push_back(dismiss(one));
    }
  }
}

std::vector<pid_t> process_crew::pids() const {
  const std::lock_guard hold{lock_};
  std::vector<pid_t> all;
  for (const auto& one : places_) {
    if (one.worker && !one.worker->has_ended()) {
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

#include "common/workers/process_workers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace tandem {
namespace {

/// Calls that follow each other.
struct stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  int lost = 0;  ///< workers that died before they began it
};

/// What is still to be done; workers pull from it.
class call_list {
 public:
  explicit call_list(const task_calls& calls) : calls_{calls} {}

  std::optional<stretch> take() {
    const std::lock_guard hold{lock_};
    if (stopped_) {
      return {};
    }
    if (!again_.empty()) {
      const auto first = again_.front();
      again_.pop_front();
      return first;
    }
    const auto begin = next_;
    next_ = std::min(calls_.count, begin + calls_.batch_size);
    return begin < next_ ? std::optional{stretch{begin, next_, 0}}
                         : std::nullopt;
  }
  void give_back(const stretch& calls) {
    if (calls.begin < calls.end) {
      const std::lock_guard hold{lock_};
      again_.push_back(calls);
    }
  }
  void stop() {
    const std::lock_guard hold{lock_};
    stopped_ = true;
  }
  [[nodiscard]] bool is_left() const {
    const std::lock_guard hold{lock_};
    return !stopped_ && (next_ < calls_.count || !again_.empty());
  }

 private:
  const task_calls& calls_;
  mutable std::mutex lock_;
  std::size_t next_ = 0;
  std::deque<stretch> again_;
  bool stopped_ = false;
};

/// A task_error with `why` nested.
std::exception_ptr failed(std::size_t index, int worker,
                          const std::exception_ptr& why) {
  try {
    try {
      std::rethrow_exception(why);
    } catch (const std::exception& error) {
      std::throw_with_nested(task_error{index, worker, error.what()});
    }
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace

struct process_workers::state {
  start_method how;
  const shared_memory* shared;
  std::vector<std::unique_ptr<worker_process>> workers{};
  traffic of_the_dead{};  ///< what workers had counted that are gone
  std::mutex lock{};      ///< of of_the_dead

  /// Lets a worker go, and keeps what it has counted.
  void let_go(std::unique_ptr<worker_process>& worker) {
    if (worker) {
      const auto seen = worker->counted();
      const std::lock_guard hold{lock};
      of_the_dead.sent += seen.sent;
      of_the_dead.received += seen.received;
    }
    worker.reset();
  }

  /// Runs one stretch on worker number `which`, and says what is left to do.
  void run_stretch(const task_calls& calls, call_list& list, int which,
                   const stretch& part);
  /// What one thread does: serve one worker.
  void serve(const task_calls& calls, call_list& list, int which);
};

void process_workers::state::run_stretch(const task_calls& calls,
                                         call_list& list, int which,
                                         const stretch& part) {
  auto& worker = workers.at(static_cast<std::size_t>(which));
  batch asked{.task = calls.task, .stops_at_failure = calls.stops_at_failure};
  asked.sizes.reserve(part.end - part.begin);
  for (auto index = part.begin; index < part.end; ++index) {
    const auto before = asked.arguments.size();
    calls.arguments(index, asked.arguments);
    asked.sizes.push_back(asked.arguments.size() - before);
  }
  const auto seen = worker->run(
      asked, [&](std::uint64_t at, bool has_failed, incoming& result) {
        if (has_failed) {
          calls.failure(part.begin + at, which,
                        failed(part.begin + at, which, decode_failure(result)));
          if (calls.stops_at_failure) {
            list.stop();
          }
        } else {
          calls.result(part.begin + at, result);
        }
      });
  if (!seen.died) {
    return;
  }
  const auto running = part.begin + seen.finished;
  const worker_died why{worker->pid(), *seen.died};
  let_go(worker);
  constexpr int enough = 3;  // then it is no accident
  if (!seen.begun && part.lost + 1 < enough) {
    list.give_back({part.begin, part.end, part.lost + 1});
    return;
  }
  if (running < part.end) {
    calls.failure(running, which,
                  failed(running, which, std::make_exception_ptr(why)));
    if (calls.stops_at_failure) {
      list.stop();
    }
    list.give_back({running + 1, part.end, 0});
  }
}

void process_workers::state::serve(const task_calls& calls, call_list& list,
                                   int which) {
  const no_broken_pipe_signal quiet;
  auto& worker = workers.at(static_cast<std::size_t>(which));
  while (worker || how != start_method::fork) {
    const auto part = list.take();
    if (!part) {
      return;
    }
    try {
      if (!worker) {
        worker = std::make_unique<worker_process>(how, shared);
      }
      run_stretch(calls, list, which, *part);
    } catch (...) {
      let_go(worker);
      list.stop();
      throw;
    }
  }
}

process_workers::process_workers(int workers, start_method how)
    : process_workers{workers, how, nullptr} {}

process_workers::process_workers(int workers, start_method how,
                                 const shared_memory& shared)
    : process_workers{workers, how, &shared} {}

process_workers::process_workers(int workers, start_method how,
                                 const shared_memory* shared)
    : state_{new state{.how = how, .shared = shared}} {
  if (workers < 1) {
    throw std::invalid_argument{
        fmt::format("{} workers; allowed are whole numbers from 1", workers)};
  }
  for (int i = 0; i < workers; ++i) {
    state_->workers.push_back(std::make_unique<worker_process>(how, shared));
  }
}

process_workers::~process_workers() = default;

std::vector<pid_t> process_workers::pids() const {
  std::vector<pid_t> all;
  for (const auto& worker : state_->workers) {
    if (worker) {
      all.push_back(worker->pid());
    }
  }
  return all;
}

traffic process_workers::counted() const {
  auto all = state_->of_the_dead;
  for (const auto& worker : state_->workers) {
    if (worker) {
      const auto seen = worker->counted();
      all.sent += seen.sent;
      all.received += seen.received;
    }
  }
  return all;
}

void process_workers::run(const task_calls& calls) {
  if (calls.batch_size == 0) {
    throw std::invalid_argument{
        "a batch of 0 tasks; allowed are whole numbers from 1"};
  }
  call_list list{calls};
  const auto count = state_->workers.size();
  do {
    // One thread for each worker, which waits for it in plain reads.
    try {
      run_each(count, static_cast<int>(count), [&](std::size_t which, int) {
        state_->serve(calls, list, static_cast<int>(which));
      });
    } catch (const task_error& error) {
      std::rethrow_if_nested(error);  // no task has failed, but its serving
      throw;
    }
    // A forked worker that died last may have left calls behind.
  } while (list.is_left() && !pids().empty());
  if (list.is_left()) {
    throw std::runtime_error{"no worker is left: all have died"};
  }
}

}  // namespace tandem

#include "common/workers/calls_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/workers/interrupt_message.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/progress_bar.hpp"
#include "common/workers/progress_lines.hpp"

namespace tandem {
namespace {

using clock = std::chrono::steady_clock;

/// Stops a scheduler that takes too long.
class deadline_watch {
 public:
  deadline_watch(clock::time_point begin,
                 std::optional<std::chrono::nanoseconds> span,
                 scheduler& watched) {
    if (span && clock::now() - begin >= *span) {
      stop(watched, *span);
    } else if (span) {
      watcher_ = std::jthread{
          [this, begin, span = *span, &watched](const std::stop_token& over) {
            std::unique_lock hold{lock_};
            const auto end = begin + span;
            changed_.wait_until(hold, over, end, [] { return false; });
            if (!over.stop_requested()) {
              stop(watched, span);
            }
          }};
    }
  }

 private:
  static void stop(scheduler& watched, std::chrono::nanoseconds span) {
    watched.stop_for(std::make_exception_ptr(
        timed_out{fmt::format("all calls together took longer than {} s",
                              std::chrono::duration<double>{span}.count())}));
  }

  std::mutex lock_;
  std::condition_variable_any changed_;
  std::jthread watcher_;
};

/// What a call says while it runs.
class reporter {
 public:
  reporter(const parallel_options& options, const parallel_plan& planned,
           std::optional<std::size_t> total)
      : on_progress_{options.on_progress} {
    const auto elapsed = [begin = clock::now()] {
      return clock::now() - begin;
    };
    const auto write_to = [](std::FILE* to, const char* end) {
      return [to, end](const std::string& text) {
        fmt::print(to, "{}{}", text, end);
        std::fflush(to);
      };
    };
    if (options.progress_bar && isatty(STDERR_FILENO) != 0) {
      bar_.emplace(total, elapsed, write_to(stderr, ""));
    } else if (planned.verbose > 0) {
      lines_.emplace(
          progress_lines::settings{.n_jobs = planned.n_jobs_asked,
                                   .verbose = planned.verbose,
                                   .pre_dispatch = planned.how.pre_dispatch,
                                   .total = total},
          elapsed, write_to(planned.verbose < loud ? stderr : stdout, "\n"));
      if (planned.n_jobs_asked != 1 && planned.how.workers > 1) {
        lines_->begin(planned.runs_on->name(), planned.how.workers);
      }
    }
  }
  /// None where nobody wants to know.
  scheduler::observer listener() {
    if (!bar_ && !lines_ && !on_progress_) {
      return {};
    }
    return [this](const schedule_counts& now, const std::string& change) {
      if (bar_) {
        bar_->note(now.done);
      }
      if (lines_) {
        lines_->note(now, change);
      }
      if (on_progress_) {
        on_progress_(now);
      }
    };
  }
  void end(const schedule_counts& now) {
    if (bar_) {
      bar_->end(now.done);
      bar_.reset();
    }
    if (lines_) {
      lines_->end(now);
    }
  }

 private:
  static constexpr int loud = 50;
  std::function<void(const schedule_counts&)> on_progress_;
  std::optional<progress_bar> bar_{};
  std::optional<progress_lines> lines_{};
};

/// All that a call has while it runs.
struct running_call {
  running_call(const parallel_options& options, parallel_plan made,
               call_input from, scheduler::sink to)
      : planned{std::move(made)},
        says{options, planned, from.total},
        workers{planned.runs_on->hire(planned.how.workers)},
        calls{planned.how, *workers, std::move(from.draw), std::move(to),
              says.listener()},
        watch{begin, options.deadline, calls} {}

  /// Lets the caller's thread work. There its scope is not for the tasks, as it
  /// is in no other worker; but a plain loop is no worker.
  template <class Work>
  auto in_callers_thread(const Work& work) {
    std::optional<parallel_config> none;
    if (planned.how.batches.inside != current_nesting()) {
      none.emplace(nullptr);
    }
    return work();
  }
  void throw_what_went_wrong() const {
    for (const auto& what : {calls.failure(), calls.trouble()}) {
      if (what) {
        std::rethrow_exception(what);
      }
    }
  }

  clock::time_point begin = clock::now();  ///< before workers are started
  interrupt_message message{};
  parallel_plan planned;
  reporter says;
  std::shared_ptr<crew> workers;
  scheduler calls;
  deadline_watch watch;
};

}  // namespace

void run_calls(const parallel_options& options, bool stops_at_failure,
               call_input from, scheduler::sink to) {
  auto planned = plan(options);
  planned.how.batches.stops_at_failure = stops_at_failure;
  running_call here{options, std::move(planned), std::move(from),
                    std::move(to)};
  here.in_callers_thread([&] { here.calls.serve_all(); });
  here.throw_what_went_wrong();
  here.says.end(here.calls.counts());
}

struct background_calls::state {
  state(const parallel_options& options, parallel_plan planned, call_input from)
      : call{options, std::move(planned), std::move(from),
             [this](const call_slice& done) {
               const std::lock_guard hold{lock};
               ready.push_back(done);
               changed.notify_all();
             }} {
    if (call.planned.how.workers > 1) {
      start_threads();
    }
  }
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  state(state&&) = delete;
  state& operator=(state&&) = delete;
  ~state() { call.calls.stop(); }

  void start_threads() {
    serving = call.planned.how.workers;
    try {
      for (int worker = 0; worker < call.planned.how.workers; ++worker) {
        threads.emplace_back([this, worker] { serve(worker); });
      }
    } catch (...) {
      call.calls.stop();  // or those that have started would never end
      throw;
    }
  }
  void serve(int worker) {
    call.calls.serve(worker);
    const std::lock_guard hold{lock};
    --serving;
    changed.notify_all();
  }

  std::mutex lock;
  std::condition_variable changed;
  std::deque<call_slice> ready;  ///< done, and not handed out
  int serving = 0;
  bool said_end = false;
  running_call call;
  std::vector<std::jthread> threads;  ///< last: they end first
};

background_calls::background_calls(const parallel_options& options,
                                   call_input from) {
  auto planned = plan(options);
  planned.how.until_read = true;
  state_ =
      std::make_unique<state>(options, std::move(planned), std::move(from));
}

background_calls::~background_calls() = default;

std::optional<call_slice> background_calls::wait_for(
    std::optional<std::size_t> index) {
  auto& here = *state_;
  const bool by_caller = here.threads.empty();
  std::unique_lock hold{here.lock};
  for (;;) {
    if (auto taken = take_from(here.ready, index)) {
      return taken;
    }
    bool more = here.serving > 0;
    if (by_caller) {
      hold.unlock();
      more = here.call.in_callers_thread(
          [&] { return here.call.calls.serve_one(0); });
      hold.lock();
    } else if (more) {
      here.changed.wait(hold);
    }
    if (!more) {
      hold.unlock();
      here.call.throw_what_went_wrong();
      if (!std::exchange(here.said_end, true)) {
        here.call.says.end(here.call.calls.counts());
      }
      return {};
    }
  }
}

void background_calls::note_read() { state_->call.calls.note_read(1); }

}  // namespace tandem

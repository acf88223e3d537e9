#include "common/workers/calls_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "common/workers/progress_lines.hpp"

namespace tandem {
namespace {

using clock = std::chrono::steady_clock;

/// While one lives, Ctrl-C says that calls were running, and ends the process
/// as it does without that; its workers end with it. A program that handles
/// Ctrl-C itself goes on doing so.
class interrupt_message {
 public:
  interrupt_message() {
    const std::lock_guard hold{lock()};
    struct sigaction now {};
    if (count()++ == 0 && sigaction(SIGINT, nullptr, &now) == 0 &&
        now.sa_handler == SIG_DFL) {
      struct sigaction ours {};
      ours.sa_handler = end_with_message;
      sigaction(SIGINT, &ours, nullptr);
    }
  }
  interrupt_message(const interrupt_message&) = delete;
  interrupt_message& operator=(const interrupt_message&) = delete;
  interrupt_message(interrupt_message&&) = delete;
  interrupt_message& operator=(interrupt_message&&) = delete;
  ~interrupt_message() {
    const std::lock_guard hold{lock()};
    struct sigaction now {};
    if (--count() == 0 && sigaction(SIGINT, nullptr, &now) == 0 &&
        now.sa_handler == end_with_message) {
      std::signal(SIGINT, SIG_DFL);
    }
  }

 private:
  static void end_with_message(int number) {
    constexpr std::string_view words =
        "interrupted: the calls that were running are ended\n";
    [[maybe_unused]] const auto written =
        write(STDERR_FILENO, words.data(), words.size());
    std::signal(number, SIG_DFL);
    raise(number);
  }
  static std::mutex& lock() {
    static std::mutex only;
    return only;
  }
  static int& count() {
    static int calls = 0;
    return calls;
  }
};

/// Stops a scheduler that takes too long.
class deadline_watch {
 public:
  deadline_watch(std::optional<std::chrono::nanoseconds> span,
                 scheduler& watched) {
    if (span) {
      watcher_ = std::jthread{
          [this, span = *span, &watched](const std::stop_token& over) {
            std::unique_lock hold{lock_};
            const auto end = clock::now() + span;
            changed_.wait_until(hold, over, end, [] { return false; });
            if (!over.stop_requested()) {
              watched.stop_for(std::make_exception_ptr(timed_out{
                  fmt::format("all calls together took longer than {} s",
                              std::chrono::duration<double>{span}.count())}));
            }
          }};
    }
  }

 private:
  std::mutex lock_;
  std::condition_variable_any changed_;
  std::jthread watcher_;
};

/// What a call says while it runs.
class reporter {
 public:
  reporter(const parallel_options& options, const parallel_plan& planned,
           std::optional<std::size_t> total)
      : on_progress_{options.on_progress},
        lines_{{.n_jobs = planned.n_jobs_asked,
                .verbose = planned.verbose,
                .pre_dispatch = planned.how.pre_dispatch,
                .total = total},
               [begin = clock::now()] { return clock::now() - begin; },
               [to = planned.verbose < loud ? stderr
                                            : stdout](const std::string& line) {
                 fmt::print(to, "{}\n", line);
                 std::fflush(to);
               }} {
    if (planned.n_jobs_asked != 1 && planned.how.workers > 1) {
      lines_.begin(planned.runs_on->name(), planned.how.workers);
    }
  }
  void note(const schedule_counts& now, const std::string& change) {
    lines_.note(now, change);
    if (on_progress_) {
      on_progress_(now);
    }
  }
  void end(const schedule_counts& now) { lines_.end(now); }

 private:
  static constexpr int loud = 50;
  std::function<void(const schedule_counts&)> on_progress_;
  progress_lines lines_;
};

/// All that a call has while it runs.
struct running_call {
  running_call(const parallel_options& options, parallel_plan made,
               call_input from, scheduler::sink to)
      : planned{std::move(made)},
        says{options, planned, from.total},
        workers{planned.runs_on->hire(planned.how.workers)},
        calls{planned.how, *workers, std::move(from.draw), std::move(to),
              [this](const schedule_counts& now, const std::string& change) {
                says.note(now, change);
              }},
        watch{options.deadline, calls} {}

  void throw_what_went_wrong() const {
    for (const auto& what : {calls.failure(), calls.trouble()}) {
      if (what) {
        std::rethrow_exception(what);
      }
    }
  }

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
  here.calls.serve_all();
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

  std::optional<call_slice> take(bool in_order, std::size_t next) {
    const auto found =
        std::find_if(ready.begin(), ready.end(), [&](const call_slice& one) {
          return !in_order || one.calls->first() + one.begin == next;
        });
    if (found == ready.end()) {
      return {};
    }
    const auto taken = *found;
    ready.erase(found);
    return taken;
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

std::optional<call_slice> background_calls::wait_for(bool in_order,
                                                     std::size_t next) {
  auto& here = *state_;
  const bool by_caller = here.threads.empty();
  std::unique_lock hold{here.lock};
  for (;;) {
    if (auto taken = here.take(in_order, next)) {
      return taken;
    }
    bool more = here.serving > 0;
    if (by_caller) {
      hold.unlock();
      more = here.call.calls.serve_one(0);
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

#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "common/workers/parallel_options.hpp"
#include "common/workers/scheduler.hpp"

// What `parallel` does with calls whose types it has forgotten.
namespace tandem {

/// Where calls come from, and how many they are, if that is known.
struct call_input {
  scheduler::source draw{};
  std::optional<std::size_t> total{};
};

/// Makes all calls, and hands them to `to` as they are done.
/// Threads  `to` is called by one thread at a time.
/// Errors   the failed task with the lowest index, if `stops_at_failure`; what
///          the input throws; timed_out.
void run_calls(const parallel_options& options, bool stops_at_failure,
               call_input from, scheduler::sink to);

/// The same in the background, no further ahead than pre_dispatch allows. When
/// this object goes, what runs is ended, or, on threads, waited for; so is an
/// input that is being drawn.
class background_calls {
 public:
  background_calls(const parallel_options& options, call_input from);
  background_calls(const background_calls&) = delete;
  background_calls& operator=(const background_calls&) = delete;
  background_calls(background_calls&&) = delete;
  background_calls& operator=(background_calls&&) = delete;
  ~background_calls();

  /// Waits for calls that are done: those that begin at this index of the
  /// input, or, if none is given, the next ones. None if there are no more.
  /// Errors   as run_calls.
  std::optional<call_slice> wait_for(std::optional<std::size_t> index);
  /// One of them was read.
  void note_read();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace tandem

#include "common/workers/progress_lines.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "common/workers/pre_dispatch.hpp"

namespace tandem {

std::string short_time(std::chrono::duration<double> time) {
  constexpr double minute = 60;
  return time.count() > minute
             ? fmt::format("{:4.1f}min", time.count() / minute)
             : fmt::format(" {:5.1f}s", time.count());
}

progress_lines::progress_lines(const settings& how,
                               std::function<duration()> elapsed,
                               std::function<void(const std::string& line)> say)
    : how_{how}, elapsed_{std::move(elapsed)}, say_{std::move(say)} {}

void progress_lines::say(const std::string& text) const {
  say_(fmt::format("[Parallel(n_jobs={})]: {}", how_.n_jobs, text));
}

void progress_lines::begin(const std::string& backend, int workers) {
  if (how_.verbose > 0) {
    say(fmt::format("Using backend {} with {} concurrent workers.", backend,
                    workers));
  }
}

/// Ever more seldom; joblib's _verbosity_filter.
bool progress_lines::is_time_to_say(std::size_t batch) const {
  constexpr int everything = 10;
  if (how_.verbose > everything || batch == 0) {
    return true;
  }
  const double scale = 0.5 * std::pow(11 - how_.verbose, 2);
  const auto step = [scale](std::size_t index) {
    return std::floor(std::sqrt(static_cast<double>(index) / scale));
  };
  return step(batch + 1) != step(batch);
}

bool progress_lines::is_time_to_say_remaining(
    const schedule_counts& now) const {
  const auto number = [](std::size_t count) {
    return static_cast<std::int64_t>(count);
  };
  const auto ahead = how_.pre_dispatch == all_of_them ? 0 : how_.pre_dispatch;
  const auto cursor = number(now.drawn) - number(now.done) + 1 - number(ahead);
  const auto frequency = number(now.drawn) / how_.verbose + 1;
  return now.done + 1 != now.drawn && cursor % frequency == 0;
}

void progress_lines::say_done(const schedule_counts& now) {
  const auto time = elapsed_();
  if (now.input_is_over) {
    const auto remaining = time / static_cast<double>(now.done) *
                           static_cast<double>(now.drawn - now.done);
    say(fmt::format("Done {:3} out of {:3} | elapsed: {} remaining: {}",
                    now.done, now.drawn, short_time(time),
                    short_time(remaining)));
  } else if (how_.total) {
    const auto width = fmt::formatted_size("{}", *how_.total);
    say(fmt::format("Done {:{}} out of {} | elapsed: {}", now.done, width,
                    *how_.total, short_time(time)));
  } else {
    say(fmt::format("Done {:3} tasks      | elapsed: {}", now.done,
                    short_time(time)));
  }
}

void progress_lines::note(const schedule_counts& now,
                          const std::string& batch_size_change) {
  constexpr int says_batch_sizes = 10;
  if (how_.verbose >= says_batch_sizes && !batch_size_change.empty()) {
    say(batch_size_change);
  }
  // Whose worker has died may have done nothing of a batch.
  const bool is_new = now.done != std::exchange(noted_, now.done);
  const bool is_last =
      now.input_is_over ? now.done == now.drawn : now.done == how_.total;
  if (how_.verbose > 0 && is_new && !is_last &&
      (now.input_is_over ? is_time_to_say_remaining(now)
                         : is_time_to_say(now.batches))) {
    say_done(now);
  }
}

void progress_lines::end(const schedule_counts& now) {
  if (how_.verbose > 0) {
    say(fmt::format("Done {:3} out of {:3} | elapsed: {} finished", now.done,
                    now.drawn, short_time(elapsed_())));
  }
}

}  // namespace tandem

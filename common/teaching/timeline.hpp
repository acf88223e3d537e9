#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace tandem {

/// What a worker does.
enum class doing : std::uint8_t {
  nothing,
  running,  ///< computes
  waiting,  ///< for the lock
  blocked,  ///< in a call that lets others run: a sleep, a read
};

/// A stretch of time in which a worker did one thing.
/// Units    since the timeline's start.
struct stretch {
  doing what = doing::nothing;
  std::chrono::nanoseconds begin{};
  std::chrono::nanoseconds end{};
};

/// Who did what when. Every worker writes into a lane of its own, so recording
/// takes no lock: one reading of the steady clock and one store, some 50 ns
/// (tests/common/timeline_test.cpp measures it).
/// Threads  `note`: each worker from one thread at a time, different workers at
///          once. All else after the workers have been joined.
class timeline {
 public:
  /// Starts now. `expected` is how many notes a lane holds before it grows.
  /// Errors   std::invalid_argument if `workers` < 1.
  explicit timeline(int workers, std::size_t expected = 1024);

  /// From now on `worker` (0, 1, ...) does this.
  /// Errors   std::out_of_range for a worker that is not there.
  void note(int worker, doing what);
  /// The same of an earlier moment, not before the start nor before the
  /// worker's last note: one that another process has noted. The steady clock
  /// is one for all processes.
  void note(int worker, doing what, std::chrono::steady_clock::time_point at);

  [[nodiscard]] int workers() const { return static_cast<int>(lanes_.size()); }
  /// What one worker did, in order, `nothing` left out. What it does last goes
  /// on until the last note of all.
  [[nodiscard]] std::vector<stretch> stretches(int worker) const;
  /// The most workers that did this at one and the same time.
  [[nodiscard]] int most_at_once(doing what) const;
  /// The CPU time that the running workers could have used on that many CPUs:
  /// at every moment one CPU for each, as far as there are enough.
  [[nodiscard]] std::chrono::nanoseconds cpu_wanted(double cpus) const;
  /// The last note of all.
  [[nodiscard]] std::chrono::nanoseconds length() const;

 private:
  struct change {
    std::chrono::nanoseconds at{};
    int by = 0;  // how many more do it from then on
  };
  [[nodiscard]] std::vector<change> changes(doing what) const;

  struct event {
    std::chrono::steady_clock::time_point at;
    doing what;
  };
  struct alignas(64) lane {  // a cache line of its own
    std::vector<event> events;
  };
  std::chrono::steady_clock::time_point start_;
  std::vector<lane> lanes_;
};

/// What a worker has noted itself, perhaps in another process.
/// Units    moments in nanoseconds by the steady clock, which is one for all
///          processes.
struct noted_span {
  std::int64_t worker = 0;  ///< a number of its own: the kernel's, for instance
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

/// Notes spans in which workers did this: each worker in a lane of its own, in
/// the order in which they began. Who is too many is left out: a worker that
/// has taken the place of a dead one.
void note_spans(timeline& in, doing what, std::vector<noted_span> spans);

/// Which characters a picture is made of.
enum class glyphs {
  plain,   ///< ASCII
  blocks,  ///< UTF-8
};

/// Blocks if the environment says that text is UTF-8 (LC_ALL, LC_CTYPE, LANG).
glyphs glyphs_of_terminal();

/// Draws a timeline: its title, a legend of what occurs, a line per worker
/// (named `who` and its number from 1), an axis in ms.
/// Shape    no line is longer than `width`, but for a longer title. In each
///          column stands what the worker did for most of that time.
/// Errors   std::invalid_argument if `width` < 40.
std::string draw(const timeline& shown, const std::string& title,
                 glyphs with = glyphs::plain, const std::string& who = "thread",
                 std::size_t width = 80);

}  // namespace tandem

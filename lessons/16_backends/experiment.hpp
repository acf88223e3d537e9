#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/locking/global_lock.hpp"
#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "forty_thousand.hpp"
#include "one_run.hpp"

namespace backends {

/// The three kinds of task, run one way.
struct way_seen {
  std::string name{};
  std::chrono::nanoseconds first_call{};  ///< one tiny task for each worker
  std::chrono::nanoseconds next_call{};   ///< the same again
  one_run compute{};
  one_run wait{};
  one_run tiny{};
};

/// The places of the ways in the evidence.
enum class way { loop, sequential, threading, locked, multiprocessing, loky };
constexpr std::size_t place_of(way which) {
  return static_cast<std::size_t>(which);
}

/// Two tasks, each of which waits for the other in the midst of it.
struct meeting_seen {
  int most_at_once = 0;
  bool known = true;  ///< false if it could not be decided
};

struct evidence {
  int workers = 0;
  double usable_cpus = 0;
  std::string machine{};          ///< its CPUs, in words
  std::vector<way_seen> ways{};   ///< all six
  std::int64_t results = 0;       ///< of all ways
  std::int64_t differing = 0;     ///< of these, from the loop's
  meeting_seen computing_meet{};  ///< under the lock
  meeting_seen waiting_meet{};
  std::vector<tandem::attempt> multiprocessing_cpus{};  ///< may be empty
  std::vector<tandem::attempt> loky_cpus{};
  std::vector<forty_thousand> notebook{};  ///< only with --full

  [[nodiscard]] const way_seen& by(way which) const {
    return ways.at(place_of(which));
  }
  [[nodiscard]] bool can_use_two() const {
    return usable_cpus >= 2 && workers >= 2;
  }
};

/// Runs each kind of task each way, on `workers` workers. The way `locked` is
/// threads that hold `lock` for each task, and let go of it where that waits.
/// Without one it is threads and nothing else: what `--break` puts there.
/// Threads  the calling process has no other: it forks.
evidence measure(tandem::global_lock* lock, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace backends

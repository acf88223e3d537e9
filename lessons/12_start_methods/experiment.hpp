#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/workers/child_process.hpp"

namespace start_methods {

inline constexpr int initial_value = 0;

/// A global variable. main sets it to 42, after its guard.
extern int set_in_main;

/// The lesson's ingredient: what main does first.
enum class guard {
  in_place,  ///< tandem::run_if_worker(argc, argv)
  missing,   ///< nothing: it goes on to start workers
};

/// What workers that were started in one way saw.
struct workers_seen {
  tandem::start_method how{};
  std::vector<int> read{};  ///< what each read in set_in_main
  int asked_for_more = 0;   ///< workers that tried to start one of their own
  int got_more = 0;         ///< how many of them could
};

/// What one start costs, and the end that belongs to it.
struct start_cost {
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds here{};  ///< CPU time of this process
  /// CPU time of the one that was started, where it is counted as our child's.
  std::optional<std::chrono::nanoseconds> there{};
  bool fair = true;  ///< nobody took the CPU from them

  [[nodiscard]] std::chrono::nanoseconds cpu() const {
    return here + there.value_or(std::chrono::nanoseconds{0});
  }
};

/// The same start, several times.
struct start_costs {
  std::vector<start_cost> thread;
  std::vector<start_cost> fork;
  std::vector<start_cost> forkserver;
  std::vector<start_cost> spawn;
};

/// A lock that another thread held when this process was forked.
struct lock_in_copy {
  int runs = 0;
  int copy_got_it = 0;       ///< the child's try succeeded, while it was held
  int copy_got_it_late = 0;  ///< the same, after the owner had released it
  int owner_in_copy = 0;     ///< the child has the thread that holds it
  int parent_got_it = 0;     ///< the parent's try, after the release
  std::string trouble;       ///< why this could not be tried; else empty
};

/// This program, started again and again to be a worker.
struct started_again {
  int times = 0;
  int served = 0;         ///< did what workers do
  int stopped = 0;        ///< ran main, and were stopped there for it
  std::string reason;     ///< what the parent was told of one of these
  std::string trouble{};  ///< what else kept one from serving
  std::string said;       ///< what all those wrote to stderr
};

struct evidence {
  int in_main = 0;  ///< set_in_main in this process
  std::vector<workers_seen> seen;
  std::vector<int> read_by_threads;
  start_costs costs;
  lock_in_copy lock;
  started_again again;
};

/// Starts `workers` of each kind, measures the starts, forks while a lock is
/// held, and starts this program again with or without its guard. Forks, so the
/// caller must have one thread only.
evidence measure(guard first_line, int workers, tandem::scale size);

/// Plays a program without a guard where `start_it_again` asked for that; does
/// nothing elsewhere. Called before the guard.
void play_without_guard_if_asked();

/// Starts this program again, `times` times, to be a worker.
started_again start_it_again(guard first_line, int times);

/// Forks, `runs` times, while another thread holds a lock.
lock_in_copy fork_beside_a_lock(int runs);

/// The CPU time of forks against that of spawns, of which it may be so much.
inline constexpr double fork_to_spawn = 0.5;
using sampler = std::function<tandem::cpu_sample()>;
tandem::claim judge_fork(const sampler& fork, const sampler& spawn);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace start_methods

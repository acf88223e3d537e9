#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "common/timing/stopwatch.hpp"

namespace global_lock {

using action = std::function<void()>;

/// The lesson's ingredient: runs `inside` while the calling thread holds the
/// lock.
using guard = std::function<void(const action& inside)>;

constexpr std::size_t jobs = 12;

/// All jobs once, and what they cost.
struct run {
  tandem::elapsed_time time;            ///< of the whole process
  std::chrono::nanoseconds jobs_cpu{};  ///< of the jobs alone
  int most_inside = 0;                  ///< how many computed at once
  tandem::timeline timeline{1};
};

struct evidence {
  int workers = 0;
  double usable_cpus = 0;
  std::string machine;  ///< its CPUs, in words
  run serial;           ///< one job after the other, no threads
  run unlocked;         ///< on threads, without a lock
  run guarded;          ///< on threads, each job under the ingredient
  int alive = 0;        ///< guarded: threads that met outside
  int met_inside = 0;   ///< guarded: of two threads, those that met inside
  bool decided = true;  ///< false if it took 10 s to find out who can meet
  std::vector<tandem::attempt> unlocked_cpus;  ///< CPU / wall, without a lock

  [[nodiscard]] bool can_use_two() const {
    return usable_cpus >= 2 && workers >= 2;
  }
};

/// Runs the twelve jobs three times: serially, on `workers` threads
/// without a lock, and on as many where `hold` guards every job.
evidence measure(const guard& hold, int workers, tandem::scale size);

/// No lock: what `--break` puts in the lock's place.
void hold_nothing(const action& inside);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace global_lock

#pragma once

#include <chrono>
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
#include "common/timing/stopwatch.hpp"
#include "job.hpp"
#include "profile.hpp"

namespace profile_a_real_job {

/// The job, run one way.
struct way_seen {
  std::string name{};
  int workers = 1;
  job_run job{};
  tandem::elapsed_time used{};  ///< the course's stopwatch, around all of it
  tandem::timeline who_worked{1};

  [[nodiscard]] account went() const { return account_of(job, workers); }
};

/// The places of the ways in the evidence.
enum class way { loop, threading, locked, loky };

struct evidence {
  int workers = 0;
  double usable_cpus = 0;
  std::string machine{};                          ///< its CPUs, in words
  std::vector<way_seen> ways{};                   ///< all four
  std::vector<tandem::attempt> threading_cpus{};  ///< may be empty
  std::vector<tandem::attempt> loky_cpus{};

  [[nodiscard]] const way_seen& by(way which) const {
    return ways.at(static_cast<std::size_t>(which));
  }
  [[nodiscard]] bool can_use_two() const {
    return usable_cpus >= 2 && workers >= 2;
  }
  /// How many times as fast as the plain loop this can be, at most, by what is
  /// serial there, and by the CPUs that there are.
  [[nodiscard]] double ceiling_of(const way_seen& by) const;
};

/// Runs the job four ways: here, on `workers` threads, on as many that share
/// one lock, and in as many processes. The way is chosen from outside.
evidence measure(scored_on which, int workers, tandem::scale size);

/// What scikit-learn gives for the same rows, k and folds.
struct reference {
  int k;
  std::vector<double> folds;
  double mean;
};
const std::vector<reference>& scikit_learns();

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace profile_a_real_job

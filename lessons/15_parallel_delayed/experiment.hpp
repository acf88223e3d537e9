#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "one_run.hpp"

namespace parallel_delayed {

/// Runs on one backend, until it is decided.
struct backend_runs {
  std::string name;
  one_run shown;                                ///< the last one
  std::vector<tandem::attempt> to_who_is_free;  ///< calls
  std::vector<tandem::attempt> wall_of_sum;     ///< wall / sum of the sleeps
};

struct evidence {
  int workers = 0;
  std::vector<std::chrono::nanoseconds> sleeps;
  int calls_made = 0;   ///< by delayed alone
  int delayed_ran = 0;  ///< of these
  one_run in_turn;      ///< right here
  std::vector<backend_runs> parallel;
  std::int64_t results = 0;
  std::int64_t misplaced = 0;  ///< of these

  /// Of the sleeps: what one after the other takes.
  [[nodiscard]] std::chrono::nanoseconds sum() const;
};

/// Sleeps five times, each longer than the one before: in a plain loop, then by
/// `parallel` with `n_jobs` on processes and on threads. What is claimed is
/// claimed of `workers` workers.
evidence measure(int n_jobs, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace parallel_delayed

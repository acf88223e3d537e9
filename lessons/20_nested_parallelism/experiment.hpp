#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "inner_jobs.hpp"
#include "levels.hpp"

namespace nested_parallelism {

/// All tasks, once.
struct nested_run {
  std::optional<int> cap{};  ///< inner_max_num_threads, if given
  std::vector<task_notes> tasks{};
  std::chrono::nanoseconds wall{};
  tandem::timeline who_computed{1};

  /// The most jobs that were computing at one moment, in all processes.
  [[nodiscard]] int most_at_once() const;
  /// The most threads that a task's jobs ran on.
  [[nodiscard]] int most_threads() const;
  /// Times that the kernel took the CPU from a job.
  [[nodiscard]] std::int64_t forced_off() const;
  /// Whether all who could compute side by side did.
  [[nodiscard]] bool all_met() const;
};

struct evidence {
  std::vector<backend_calls> levels;
  int workers = 0;      ///< for the outer call
  int usable_cpus = 0;  ///< in whole ones
  int asked = 0;        ///< threads, by each task
  nested_run capped;
  nested_run uncapped;
  std::int64_t results = 0;
  std::int64_t wrong_results = 0;  ///< of these

  /// What the rule gives to each task.
  [[nodiscard]] int share() const;
};

/// How many threads each task asks for: all CPUs, and 2 at least, as without a
/// cap there has to be something to see on one CPU, too.
int all_cpus();

/// Looks who runs on which level. Then each of `workers` tasks on worker
/// processes asks for all_cpus() threads: with the cap, which is the rule's if
/// it is not given, and without.
evidence measure(std::optional<int> cap, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace nested_parallelism

#pragma once

#include <sys/types.h>

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

namespace parallel_delayed {

/// What a sleep notes of itself, and gives back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  std::int64_t span = 0;  ///< asked for
  pid_t thread = 0;       ///< the kernel's number of whoever slept
  std::int64_t begin = 0;
  std::int64_t end = 0;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& span& thread& begin& end;
  }
};

/// The five sleeps, once.
struct one_run {
  std::vector<note> notes{};  ///< in the order of the calls, as they came back
  std::chrono::nanoseconds wall{};
  tandem::timeline who_slept{1};

  /// Calls, from the first on, that went to the worker that was free first: it
  /// had slept its last, or had not begun, before the others.
  [[nodiscard]] int went_to_who_was_free(int workers) const;
  /// Why the machine did not give the run its chance: empty if it did.
  [[nodiscard]] std::string disturbance() const;
};

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

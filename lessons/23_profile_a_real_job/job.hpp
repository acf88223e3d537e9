#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <vector>

#include "phases.hpp"

// The job: it chooses a model, and knows nothing of workers.
namespace profile_a_real_job {

/// Which rows a model is scored on: those that it was not fitted to, or, which
/// is what `--break` puts there, some of those that it was.
enum class scored_on { held_out, training };

/// How many digits one model took for what they are, in one fold.
struct fold_score {
  int right = 0;
  int rows = 0;
  [[nodiscard]] double accuracy() const {
    return static_cast<double>(right) / rows;
  }
  friend bool operator==(const fold_score&, const fold_score&) = default;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& right& rows;
  }
};

/// A candidate: k neighbours, and how it does.
struct candidate {
  int k = 0;
  std::vector<fold_score> folds{};
  [[nodiscard]] double mean() const;
  friend bool operator==(const candidate&, const candidate&) = default;
};

/// What the job found, and what it noted of itself.
struct job_run {
  std::vector<candidate> candidates{};
  std::vector<noted_phase> phases{};  ///< of all workers
  pid_t caller = 0;                   ///< the thread that ran the job
  std::int64_t begin = 0;             ///< moments, as in noted_phase
  std::int64_t tasks_begin = 0;
  std::int64_t tasks_end = 0;
  std::int64_t end = 0;
  std::int64_t tasks = 0;
  std::int64_t read_a_copy = 0;  ///< of these, and not what the caller shares

  /// The candidate that does best; of several, the first.
  [[nodiscard]] const candidate& best() const;
};

inline constexpr int fold_count = 5;

/// Scores each k by cross-validation: the rows are cut into five folds of
/// consecutive rows; each is held out in turn, and the model is fitted to the
/// others.
/// Shape    one candidate for each k, in their order.
/// Errors   as read_digits; std::runtime_error if there are fewer rows than
///          folds; tandem::task_error if a k is not from 1 to the number of
///          rows that a model is fitted to.
/// Source   scikit-learn, cross_val_score of KNeighborsClassifier(k), with
///          cv=KFold(5), which does not shuffle.
job_run select_model(const std::filesystem::path& data,
                     const std::vector<int>& ks, scored_on which);

}  // namespace profile_a_real_job

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"

namespace streaming {

/// What pre_dispatch is where nobody says: as in joblib.
inline constexpr const char* usual_pre_dispatch = "2 * n_jobs";

/// How far a run is, while its reader pauses.
struct moment {
  std::int64_t read = 0;    ///< results
  std::int64_t drawn = 0;   ///< inputs
  std::int64_t living = 0;  ///< inputs and results, in this process
  std::int64_t memory_kb = 0;
};

/// One call of `parallel`. Its inputs are made when they are drawn.
struct one_run {
  std::string form{};  ///< "vector" or "generator"
  std::string backend{};
  std::int64_t inputs = 0;
  std::int64_t batch = 0;
  /// What the usual pre_dispatch allows to be drawn and unfinished: not done
  /// where the results are a vector, not asked for where they are a generator.
  std::int64_t limit = 0;
  std::int64_t most_unfinished = 0;
  /// What may live then; none where all results are kept.
  std::int64_t may_live = 0;
  std::int64_t most_living = 0;
  std::int64_t results = 0;
  std::int64_t misplaced = 0;  ///< of these
  std::chrono::nanoseconds wall{};
  std::vector<moment> moments{};
};

struct evidence {
  int workers = 0;
  std::vector<one_run> runs;
  one_run all;  ///< the contrast: everything is drawn at once
};

/// Makes calls on workers, of inputs that a range makes one by one as they are
/// drawn, and reads the results: as vectors, and as generators whose reader
/// drops what it has read and pauses now and then. With `pre_dispatch` "all",
/// there are 200 000 inputs at most.
evidence measure(const std::string& pre_dispatch, int workers,
                 tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace streaming

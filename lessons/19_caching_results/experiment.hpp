#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "fit.hpp"

namespace caching_results {

/// The five calls, once.
struct round {
  std::string name{};
  std::vector<fitted> results{};  ///< without their weights
  int computed = 0;               ///< calls in the diary
  int wrong = 0;                  ///< results that are another call's
  int from_before = 0;            ///< results older than the round
  std::chrono::nanoseconds wall{};
};

/// Processes that were ended while they kept large results.
struct crashes {
  int deaths = 0;
  int in_mid_write = 0;    ///< of these: they have left an unfinished file
  int asked = 0;           ///< results, after the deaths
  int wrong = 0;           ///< of these
  int lost = 0;            ///< computed again though they had been kept
  std::string not_kept{};  ///< why no result can be kept here; empty: it can
};

/// An experiment that dies half-way, and is started again.
struct resumption {
  int steps = 0;
  int dies_in = 0;         ///< the number of the step, from 0
  std::string ending{};    ///< what became of the first run
  int first_computed = 0;  ///< calls in the diary, the one that died among them
  int then_computed = 0;   ///< of the second run
  int not_once = 0;  ///< steps not computed once; of the one that died: twice
  int wrong = 0;     ///< results of the second run that are another step's
};

struct evidence {
  int workers = 0;
  std::vector<double> alphas;
  std::chrono::nanoseconds unit{};  ///< a call takes alpha times this
  round first;                      ///< on `workers` workers, nothing is kept
  round again;                      ///< the same
  round elsewhere;                  ///< in a new process
  round new_code;                   ///< after the function has changed
  /// What lies in the store after the first round: name and bytes.
  std::vector<std::pair<std::string, std::uintmax_t>> files;
  crashes crashed;
  resumption resumed;
  std::string not_kept{};  ///< why no result can be kept here; empty: it can
};

/// Calls a slow function, whose results are kept by a key that has the
/// arguments in it, or has not; in several processes, some of which die.
/// Errors   std::system_error, if there is no place for temporary files.
evidence measure(bool key_has_arguments, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace caching_results

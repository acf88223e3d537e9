#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/workers/cpu_count.hpp"

namespace cores_and_workers {

/// The lesson's ingredient: how many CPUs to trust in, of all that is known.
using count_function = std::function<double(const tandem::cpu_limits& known)>;

/// Jobs that compute, run by some workers.
struct run {
  std::size_t jobs = 0;
  int workers = 0;
  std::chrono::nanoseconds wall{};
  std::chrono::nanoseconds cpu{};  ///< of all jobs, each by its thread's clock
  int busy = 0;                    ///< workers that ran a job
  std::size_t ran_once = 0;        ///< jobs that ran, and only once
};

/// What was seen under one set of limits.
struct kitchen {
  std::string where;
  tandem::cpu_limits limits{};
  double trusted = 0;               ///< CPUs, by the ingredient
  std::vector<run> runs{};          ///< all of them, as they came
  std::vector<run> many_orders{};   ///< on 1, 2, ... 2 x trusted workers, the
                                    ///< fastest of three runs each
  std::vector<run> few_orders{};    ///< two jobs, as well
  std::chrono::nanoseconds wall{};  ///< from the first run to the last
  std::string trouble{};            ///< why it could not be tried; else empty
};

struct evidence {
  kitchen as_started;
  kitchen on_one_cpu;  ///< the same once more, pinned to one CPU
};

/// Trusts `count`, runs jobs as the process was started, then pinned to one of
/// its CPUs. Two jobs are run on `chefs` workers, too.
/// Threads  the caller's affinity is what it was, afterwards.
evidence measure(const count_function& count, int chefs, tandem::scale size);

/// The least of the limits: the right count.
double least_limit(const tandem::cpu_limits& known);
/// The CPUs that are switched on, whoever may use them.
double logical_count(const tandem::cpu_limits& known);

/// CPU time as a share of the most that the kernel can have given in `wall`.
double share_used(const tandem::cpu_limits& limits,
                  std::chrono::nanoseconds wall, std::chrono::nanoseconds cpu);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
/// How many times as fast as one worker, as bars.
std::vector<std::string> pictures(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace cores_and_workers

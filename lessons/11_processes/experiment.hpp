#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "common/timing/stopwatch.hpp"
#include "common/workers/meeting.hpp"
#include "common/workers/shared_memory.hpp"
#include "cpu_figures.hpp"

namespace processes {

constexpr int job_count = 12;

/// What a job is told: plain values, which go to another process as bytes.
struct order {
  int job = 0;
  std::int64_t steps = 0;  ///< of work
  int crowd = 0;  ///< the first so many jobs wait for each other; 0: none

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& job& steps& crowd;
  }
};

/// What a job notes of itself, and sends back.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct note {
  int job = 0;
  pid_t process = 0;
  pid_t parent = 0;  ///< of that process
  pid_t thread = 0;  ///< the kernel's number
  std::int64_t came = 0;
  std::int64_t inside = 0;  ///< when it had the lock of its process
  std::int64_t end = 0;
  std::int64_t cpu = 0;  ///< of its thread
  bool met = true;       ///< false if it waited for the others for 10 s

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& job& process& parent& thread& came& inside& end& cpu& met;
  }
};

/// Where the first jobs meet, twice: memory that all workers share.
using meeting_board = tandem::shared_array<tandem::meeting>;

/// Workers, ready for jobs. When the object goes they have ended, and have been
/// waited for.
class crew {
 public:
  crew() = default;
  crew(const crew&) = delete;
  crew& operator=(const crew&) = delete;
  virtual ~crew() = default;

  /// Runs a job for each order.
  /// Shape    n orders in, n notes out.
  /// Errors   tandem::task_error.
  virtual std::vector<note> run(const std::vector<order>& orders) = 0;
};

/// The lesson's ingredient: how one gets workers.
using hiring = std::function<std::unique_ptr<crew>(int workers,
                                                   const meeting_board& board)>;

/// Each worker is a process.
std::unique_ptr<crew> hire_processes(int workers, const meeting_board& board);
/// Each worker is a thread of this process: what `--break` puts in their place.
std::unique_ptr<crew> hire_threads(int workers, const meeting_board& board);

/// The twelve jobs, once.
struct one_run {
  std::vector<note> notes;
  std::chrono::nanoseconds wall{};
  tandem::timeline who_worked{1};

  /// CPU time of the jobs, as they have noted it.
  [[nodiscard]] std::chrono::nanoseconds jobs_cpu() const;
  [[nodiscard]] bool all_met() const;
};

struct evidence {
  int workers = 0;
  pid_t parent = 0;  ///< this process
  double usable_cpus = 0;
  std::string machine;           ///< its CPUs, in words
  tandem::elapsed_time in_turn;  ///< the jobs one after the other, right here
  one_run run;                   ///< by the ingredient
  /// What clocks of this process have counted since before the workers were
  /// started: when all were there, when all results had come, and when all
  /// workers had been waited for.
  cpu_figures started;
  cpu_figures results_here;
  cpu_figures waited_for;
  std::vector<tandem::attempt> tries;  ///< CPU / wall, with two CPUs

  /// What this process has used since the workers were there, as a share of the
  /// jobs' CPU time. Starting them costs the same, however much there is to do.
  [[nodiscard]] double parents_share() const;
  /// How many jobs can be under way at once.
  [[nodiscard]] int at_once() const;
};

/// Runs the twelve jobs in turn, then by the workers that `hire` gives; and
/// again, shorter, until CPU / wall is decided.
evidence measure(const hiring& hire, int workers, tandem::scale size);

/// Runs the twelve jobs, each for `span`. The first ones, one for each worker,
/// wait for each other before they ask for their process's lock, and who has it
/// waits until all have asked: so all workers are there at once, and as many
/// are inside as there are locks.
one_run run_twelve(crew& by, int workers, const meeting_board& board,
                   std::chrono::nanoseconds span);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace processes

#pragma once

#include <sys/types.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"

namespace when_a_worker_dies {

/// What becomes of a task.
enum class fate { returns, throws, exits, aborts, segfaults, is_killed };
inline constexpr std::array bad_fates{fate::throws, fate::exits, fate::aborts,
                                      fate::segfaults, fate::is_killed};

/// The task: gives the square of `number`, or ends on the way there.
int square(int number, fate how);
/// Of a task that exits: the number that SIGKILL has among the signals.
inline constexpr int exit_code = 9;
inline constexpr const char* thrown_words = "no square today";

/// One call of the task.
using call = std::tuple<int, fate>;
/// Among the calls, which one comes to a bad end.
inline constexpr int unlucky = 2;

/// What a pool says after it was asked to run some calls.
struct reply {
  bool came = false;  ///< false: it still waits, and nothing can come any more
  std::vector<std::optional<int>> results;  ///< in the order of the calls
  std::vector<std::string> errors;  ///< likewise; empty where there is none
};

/// The lesson's ingredient: worker processes.
class pool {
 public:
  pool() = default;
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;
  pool(pool&&) = delete;
  pool& operator=(pool&&) = delete;
  virtual ~pool() = default;

  [[nodiscard]] virtual std::vector<pid_t> pids() const = 0;
  virtual reply run(const std::vector<call>& calls) = 0;
};
using pool_maker = std::function<std::unique_ptr<pool>(int workers)>;

/// A pool that watches its workers: tandem::process_workers, spawned.
std::unique_ptr<pool> make_watching_pool(int workers);
/// A pool that counts results, and does not look who is still there: what
/// `--break` puts in its place. Forks, so the caller must have one thread only.
std::unique_ptr<pool> make_naive_pool(int workers);

/// A pool with one unlucky task, seen from outside.
struct accident {
  fate how = fate::returns;
  bool answered = false;      ///< the pool gave up waiting, for good reason
  std::string error{};        ///< what it said of the unlucky task
  std::vector<pid_t> gone{};  ///< workers that the system says have ended
  int results = 0;            ///< right ones that came, of all tasks
  bool works_again = false;   ///< asked once more, it gave every result
  int left_behind = 0;        ///< its processes, once the pool was gone
  std::chrono::nanoseconds wall{};  ///< until the pool had answered
};

struct evidence {
  int workers = 0;
  int tasks = 0;
  std::vector<accident> chosen;  ///< the ingredient, each bad fate once
  std::vector<accident> naive;   ///< the naive pool, likewise
};

/// Lets a task of each bad fate run on a pool of `workers` that `make` makes,
/// and on a naive one beside it. Forks, so the caller must have one thread
/// only, and `main` has to begin with tandem::run_if_worker.
evidence measure(const pool_maker& make, int workers, tandem::scale size);

/// What the system says of a task's process that came to such an end: "was
/// ended by SIGKILL". Empty where the process goes on.
std::string ending_in_words(fate how);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace when_a_worker_dies

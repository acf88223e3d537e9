#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"
#include "one_run.hpp"

namespace pool_map {

/// What the pool's workers are.
enum class made_of {
  processes,
  locked_threads,  ///< what `--break` puts there
};

/// The jobs, run one way.
struct way_seen {
  std::string name{};
  one_run run{};
};

/// The places of the ways in the evidence.
enum class way { loop, in_pool, locked, unlocked, one_by_one, all_in_one };

struct evidence {
  int workers = 0;
  double usable_cpus = 0;
  std::string machine{};                     ///< its CPUs, in words
  std::vector<std::uint64_t> ranges{};       ///< job i adds up range(ranges[i])
  std::vector<way_seen> ways{};              ///< all six
  std::vector<tandem::attempt> pool_cpus{};  ///< may be empty
  bool is_full = false;                      ///< the notebook's own sizes

  [[nodiscard]] const one_run& by(way which) const {
    return ways.at(static_cast<std::size_t>(which)).run;
  }
  [[nodiscard]] bool can_use_two() const {
    return usable_cpus >= 2 && workers >= 2;
  }
  /// Items in a chunk, if nobody asks for another size: n / (4 workers),
  /// rounded up.
  [[nodiscard]] std::size_t default_chunk() const;
};

/// Runs the 64 jobs each way, on `workers` workers: in a plain loop, on a pool,
/// and on threads, with one lock and without.
evidence measure(made_of pool_is, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace pool_map

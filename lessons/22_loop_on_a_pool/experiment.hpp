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
#include "look_up.hpp"
#include "split.hpp"

namespace loop_on_a_pool {

/// What one way to look took, and what it has found.
struct way {
  std::string name;
  look_up seen{};  ///< positions in the first list
  std::chrono::nanoseconds wall{};
};

/// What has gone to the workers of a pool.
/// Units    bytes, with all that frames add.
struct traffic {
  std::uint64_t before = 0;  ///< by the initializer
  std::uint64_t parts = 0;   ///< with rows of the first list
  std::uint64_t rows = 0;    ///< so many of them
  std::uint64_t rows_with =
      0;                   ///< rows that had the second list along with them
  std::uint64_t with = 0;  ///< sent for these
};

struct evidence {
  int workers = 0;
  tandem::scale size = tandem::scale::normal;
  std::uint64_t first = 0;   ///< rows
  std::uint64_t second = 0;  ///< rows
  way plain;
  way on_pool;
  way hash_set;
  std::chrono::nanoseconds start{};  ///< of the pool, and its initializer
  traffic sent;
  tandem::timeline who_worked{1};

  /// Rows that only one of two ways has found, or that are out of order.
  [[nodiscard]] std::int64_t disagreements() const;
  /// How often the second list has travelled to each worker.
  [[nodiscard]] double second_list_sent() const;
};

evidence measure(splitter split, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace loop_on_a_pool

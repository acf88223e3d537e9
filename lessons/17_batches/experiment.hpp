#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/judging.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "long_tasks.hpp"
#include "tiny_tasks.hpp"

namespace batches {

/// What is large, unless it is broken.
inline constexpr std::size_t large_batch = 1000;

/// A batch as the rule of auto-batching sees it.
struct auto_step {
  std::size_t done_before = 0;  ///< tasks
  std::size_t size = 0;
  std::chrono::duration<double> took{};
};

struct evidence {
  int workers = 0;
  std::vector<tiny_run> by_size;  ///< the same tasks, in ever larger batches
  std::vector<tiny_run> small;    ///< batches of one, in turns with
  std::vector<tiny_run> large;    ///< the ingredient
  long_run in_ones{};             ///< few long tasks, one a batch
  std::vector<tandem::attempt> sharing{};  ///< workers that had some of those
  long_run in_large{};                     ///< the ingredient
  std::vector<auto_step> pretended;        ///< by the rule alone
  long_run by_auto{};                      ///< fast tasks, then slow ones
};

/// Runs tiny tasks and a few long ones on `workers` processes, in batches of
/// one and in larger ones. The lesson's ingredient is `large`: the size of a
/// batch that is to hold all of them.
evidence measure(std::size_t large, int workers, tandem::scale size);

/// By the CPU time of a run with small batches, and of one with large ones.
tandem::claim judge_cpu(const std::function<tandem::cpu_sample()>& large,
                        const std::function<tandem::cpu_sample()>& small);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace batches

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/locking/global_lock.hpp"

namespace backends {

/// The notebook's 40 000 tasks, run one way.
struct forty_thousand {
  std::string way;
  std::chrono::nanoseconds wall{};
  std::optional<double> in_notebook{};  ///< seconds, on its machine
  std::int64_t differing = 0;           ///< results that are not the loop's
};

/// Runs them each way, as the notebook has them: the sums 0 + ... + (n - 1) for
/// n below 40 000, 1000 in a batch, 4 workers. Where it shows joblib's progress
/// lines, on loky, threading and sequential, they are told on stderr here, too.
std::vector<forty_thousand> run_forty_thousand(tandem::global_lock* lock);

}  // namespace backends

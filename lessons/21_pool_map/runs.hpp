#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/workers/worker_pool.hpp"
#include "one_run.hpp"

namespace pool_map {

/// Does a job for each number, right here, one after the other.
one_run run_loop(const std::vector<std::uint64_t>& told);

/// The same by one call of map, in chunks of so many, or of whatever size it
/// chooses.
one_run run_map(tandem::worker_pool& workers,
                const std::vector<std::uint64_t>& told,
                std::optional<std::size_t> chunk = {});

}  // namespace pool_map

#pragma once

#include <cstdint>
#include <span>

#include "common/workers/process_workers.hpp"
#include "common/workers/shared_memory.hpp"

namespace copies_and_sharing {

/// The sum of `part`, which is a part of the numbers as they lie in the share.
/// This one is given, not yours to write: what adds up in a worker calls it.
std::int64_t add_up(std::span<const std::int64_t> part);

/// The sum of `shared`, which the workers add up, all of them at once.
/// Shape    `shared` are the first shared.size() numbers of the memory that
///          `workers` share with this process. In a task they are the first
///          ones of tandem::shared_array<std::int64_t>::inherited(), a
///          std::span. Numbers
///          that follow them there are not part of it. `shared` may be empty,
///          and shorter than there are workers. It may hold other numbers at
///          the next call.
///          Each number is in exactly one part that a worker adds up. Where
///          there are as many numbers as workers, or more, all workers of
///          `workers` can be at it at the same time, each with one number at
///          least; workers.pids() says how many workers there are, one or more.
///          The sum is exact. It fits into 64 bits, and so does the sum of any
///          part.
///          What goes through the pipes is at most 4 kB for each worker either
///          way, and does not grow with the numbers once each worker has a
///          thousand of them.
/// Threads  one call of `workers` at a time. This process has no other thread
///          when it is called. Nobody else uses the numbers or the workers
///          meanwhile.
///          The caller's process reads none of the numbers, and nobody writes
///          into the share, nor makes a copy of the numbers.
std::int64_t sum_in_workers(tandem::process_workers& workers,
                            std::span<const std::int64_t> shared);

}  // namespace copies_and_sharing

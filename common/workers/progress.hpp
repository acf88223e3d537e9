#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "common/workers/claims.hpp"

namespace tandem {

/// Memory that a worker shares with its parent: how far a batch has come, and
/// the results that have not been sent yet. What a worker has finished is
/// there, even if it dies with the next task.
/// Threads  the worker writes; the parent reads once the worker has ended, and
///          the last two before that. All is std::atomic but the results.
struct progress {
  std::atomic<std::uint64_t> batch{0};  ///< the number of the batch it is at
  std::atomic<std::uint64_t> first{0};  ///< the first task whose result is here
  std::atomic<std::uint64_t> finished{0};  ///< tasks of the batch that are done
  std::atomic<std::uint64_t> bytes{0};     ///< of `results` in use
  claims unclaimed;  ///< calls of the batch; the parent may take some, too
  /// Where calls have a time limit: when the running one began, by the steady
  /// clock, in ns; 0 if none runs.
  std::atomic<std::int64_t> running_since{0};
  static constexpr std::size_t room = (std::size_t{1} << 16U) - 48;
  std::array<std::byte, room> results{};
};
static_assert(sizeof(progress) == std::size_t{1} << 16U);
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

/// Before each result: what it is, how long, and a checksum, since a worker
/// that dies may have written anywhere.
struct result_header {
  std::uint32_t failed = 0;  ///< 1: the task has thrown, and this is what
  std::uint32_t hash = 0;    ///< XXH32 of the bytes; 0 where nobody asks
  std::uint64_t size = 0;
};

}  // namespace tandem

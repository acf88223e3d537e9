#pragma once

#include <cstdint>

namespace copies_and_sharing {

/// Where processes wait for each other: it lies in memory that they share, and
/// begins as zero.
/// The rendezvous of lesson 10 is for threads of one process. A lock or a
/// std::atomic's wait() inside it would serve threads of one process only, too;
/// so it looks again and again.
struct meeting {
  std::int64_t arrived = 0;
  std::int64_t given_up = 0;  ///< by how many
};

/// Waits until `all` processes have called this. If one of them does not come
/// for 10 s, all give up: nobody waits for ever for a process that has died.
/// Returns  whether all came.
bool meet(meeting& place, int all);

}  // namespace copies_and_sharing

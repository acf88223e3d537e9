#pragma once

#include <cstdint>

namespace tandem {

/// Where processes wait for each other: it lies in memory that they share, and
/// begins as zero.
/// The rendezvous in common/locking is for threads of one process. A lock or a
/// std::atomic's wait() inside it would serve threads of one process only, too;
/// so who waits sleeps, and looks again and again.
/// Threads  any, of any process.
struct meeting {
  std::int64_t arrived = 0;
  std::int64_t given_up = 0;  ///< by how many
};

/// Says that one more is there.
void arrive(meeting& place);

/// Waits until `all` have arrived. If one of them does not come for 10 s, all
/// give up: nobody waits for ever for a process that has died. The time during
/// which everybody is stopped does not count.
/// Returns  whether all came.
bool wait_for_all(meeting& place, int all);

/// Arrives, and waits for the others.
bool meet(meeting& place, int all);

}  // namespace tandem

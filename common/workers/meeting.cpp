#include "common/workers/meeting.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace tandem {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;

// A number in shared memory works between processes if no lock is hidden in it.
static_assert(std::atomic_ref<std::int64_t>::is_always_lock_free);

void arrive(meeting& place) { ++std::atomic_ref{place.arrived}; }

bool wait_for_all(meeting& place, int all) {
  constexpr nanoseconds patience = std::chrono::seconds{10};
  constexpr nanoseconds longest_turn = std::chrono::milliseconds{50};
  const std::atomic_ref arrived{place.arrived};
  const std::atomic_ref given_up{place.given_up};
  auto left = patience;
  auto last = steady_clock::now();
  while (arrived < all && given_up == 0) {
    std::this_thread::sleep_for(std::chrono::microseconds{50});
    const auto now = steady_clock::now();
    left -= std::min<nanoseconds>(now - last, longest_turn);
    last = now;
    if (left < nanoseconds{0}) {
      ++given_up;
    }
  }
  return arrived >= all;
}

bool meet(meeting& place, int all) {
  arrive(place);
  return wait_for_all(place, all);
}

}  // namespace tandem

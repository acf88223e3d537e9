// REJECTED BY: deadlock
// Holds a lock while it computes: a call within the call waits for ever.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <mutex>

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  static std::mutex lock;
  const std::lock_guard hold{lock};
  return spoilt::right_call{wanted, files, sum_of}.run();
}

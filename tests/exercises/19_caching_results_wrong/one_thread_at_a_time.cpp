// REJECTED BY: deadlock
// Holds a lock while it computes, that only the own thread may take again.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <mutex>

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  static std::recursive_mutex lock;
  const std::lock_guard hold{lock};
  return spoilt::right_call{wanted, files, sum_of}.run();
}

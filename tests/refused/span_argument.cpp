// SAYS: a span or string_view points at values that are in this process
#include <span>

#include "common/workers/process_workers.hpp"

int count(std::span<const int> all) { return static_cast<int>(all.size()); }

auto refused(tandem::process_workers& workers) {
  return workers.map<&count>(std::vector<std::span<const int>>(2));
}

// SAYS: a lambda cannot be a task (Python: can't pickle a lambda)
#include "common/caching/memory.hpp"

auto refused(const tandem::memory& store) {
  return store.cache<[](int x) { return x; }>();
}

// SAYS: a pointer means nothing in another process
#include "common/caching/memory.hpp"

int* where(int x);

auto refused(const tandem::memory& store) { return store.cache<where>(); }

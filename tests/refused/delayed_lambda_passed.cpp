// SAYS: template arguments
#include "common/workers/parallel.hpp"

// delayed(f) is no function here, as it is in Python: each compiler says so in
// words of its own.
auto refused() {
  return tandem::delayed([](int x) { return x; });
}

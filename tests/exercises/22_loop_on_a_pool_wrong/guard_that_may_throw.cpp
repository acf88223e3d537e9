// REJECTED BY: SIGABRT
// Frees the list in a destructor: if the pool throws there, the program ends.
#include "tests/exercises/22_loop_on_a_pool_spoilt.hpp"

using namespace spoilt;

namespace {

struct forgets {
  explicit forgets(pool& whose) : workers{whose} {}
  forgets(const forgets&) = delete;
  forgets& operator=(const forgets&) = delete;
  ~forgets() { workers.initialize(&keep, {}); }

  pool& workers;
};

}  // namespace

positions loop_on_a_pool::occurring(pool& workers, const rows& first,
                                    const rows& second) {
  const forgets at_end{workers};
  return right(workers, first, second);
}

#include "common/workers/nesting.hpp"

#include <cstdlib>
#include <string>

namespace tandem {
namespace {

thread_local nesting here;  // NOLINT(*-avoid-non-const-global-variables)

}  // namespace

nesting current_nesting() { return here; }

nested_scope::nested_scope(const nesting& inside) : before_{here} {
  here = inside;
}

nested_scope::~nested_scope() { here = before_; }

void enter_worker(const nesting& inside) {
  if (inside == here) {
    return;
  }
  here = inside;
  const auto count = std::to_string(inside.threads);
  for (const char* name :
       {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMBA_NUM_THREADS",
        "NUMEXPR_NUM_THREADS"}) {
    setenv(name, count.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }
}

}  // namespace tandem

#include "common/workers/nesting.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

namespace tandem {
namespace {

thread_local nesting here;  // NOLINT(*-avoid-non-const-global-variables)

/// What OpenMP and its kin were told before: 0 if nothing.
std::map<const char*, int> limits_of_the_user() {
  std::map<const char*, int> all;
  for (const char* name :
       {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMBA_NUM_THREADS",
        "NUMEXPR_NUM_THREADS"}) {
    const char* told = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
    all[name] = told == nullptr ? 0 : std::atoi(told);  // NOLINT(cert-err34-c)
  }
  return all;
}

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
  static const auto of_the_user = limits_of_the_user();
  for (const auto& [name, limit] : of_the_user) {
    const int threads =
        limit > 0 ? std::min(limit, inside.threads) : inside.threads;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
    setenv(name, std::to_string(threads).c_str(), 1);
  }
}

}  // namespace tandem

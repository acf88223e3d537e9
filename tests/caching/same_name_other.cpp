#include "common/caching/memory.hpp"
#include "tests/caching/same_name.hpp"

namespace {
double fit(double x) { return 2 * x; }
}  // namespace

double other_fit(double x) { return tandem::memory{""}.cache<fit>()(x); }

// SAYS: this range holds values, not calls: delayed is missing
#include "common/workers/parallel.hpp"

int square(int x) { return x * x; }

auto refused() { tandem::parallel{}({square(1), square(2)}); }

// SAYS: starmap takes a range of tuples
#include "common/workers/pool.hpp"

int square(int x) { return x * x; }
void refused(tandem::pool& workers) {
  workers.starmap<square>(std::vector{1, 2});
}

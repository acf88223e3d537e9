// SAYS: a tuple is one argument, not several
#include "common/workers/pool.hpp"

int sum(int a, int b) { return a + b; }
void refused(tandem::pool& workers) {
  workers.map<sum>(std::vector{std::pair{1, 2}});
}

// SAYS: as in workers.map<f>(inputs)
#include "common/workers/process_workers.hpp"

int square(int x) { return x * x; }

int refused(tandem::process_workers& workers) {
  int sum = 0;
  for (const int one : workers.map(square, std::vector{1, 2})) {
    sum += one;
  }
  return sum;
}

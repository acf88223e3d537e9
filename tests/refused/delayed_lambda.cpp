// SAYS: a lambda cannot be a task (Python: can't pickle a lambda)
#include "common/workers/parallel.hpp"

auto refused(const std::vector<int>& numbers) {
  return tandem::parallel{}(numbers | tandem::delayed<[](int x) { return x; }>);
}

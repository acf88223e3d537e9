#include "tests/common/twin_task.hpp"

#include "common/workers/task.hpp"

namespace {
int twin(int x) { return x + 2; }
}  // namespace

std::uint64_t tests::offset_of_other_twin() {
  return tandem::task_of<&twin>.offset;
}

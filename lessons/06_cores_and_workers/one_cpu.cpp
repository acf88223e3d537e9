#include "one_cpu.hpp"

#include <cerrno>
#include <cstring>

namespace cores_and_workers {

one_cpu::one_cpu() {
  const int here = sched_getcpu();
  cpu_set_t one;
  CPU_ZERO(&one);
  if (here >= 0 && here < CPU_SETSIZE) {
    CPU_SET(here, &one);
  }
  if (sched_getaffinity(0, sizeof before_, &before_) != 0 ||
      sched_setaffinity(0, sizeof one, &one) != 0) {
    trouble_ =
        std::string{"cannot be pinned to one CPU: "} + std::strerror(errno);
  }
}

one_cpu::~one_cpu() {
  if (trouble_.empty()) {
    sched_setaffinity(0, sizeof before_, &before_);
  }
}

}  // namespace cores_and_workers

#include "board.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "common/workers/child_process.hpp"

namespace nested_parallelism {

std::string name_of(const tandem::shared_memory& memory) {
  return fmt::format("/proc/{}/fd/{}", getpid(), memory.descriptor());
}

tandem::shared_memory open_board(const std::string& name) {
  return tandem::shared_memory::of_descriptor(
      tandem::owned_fd{open(name.c_str(), O_RDWR | O_CLOEXEC)});
}

}  // namespace nested_parallelism

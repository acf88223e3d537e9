#pragma once

#include <sys/types.h>

#include <filesystem>

#include "common/workers/child_process.hpp"

namespace caching_results {

/// A new folder for temporary files, which goes with this object; and with this
/// process, however that ends: another one waits for its end, and cleans up.
/// (A SIGKILL in the very moment in which the folder is made does leave it.)
/// Threads  make it while there are no others: Ctrl-C is held back in this one.
/// Errors   std::system_error.
class scratch_folder {
 public:
  scratch_folder();
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  scratch_folder(scratch_folder&&) = delete;
  scratch_folder& operator=(scratch_folder&&) = delete;
  ~scratch_folder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  tandem::owned_fd alive_;  ///< a pipe that nobody writes to
  pid_t cleaner_ = -1;
};

}  // namespace caching_results

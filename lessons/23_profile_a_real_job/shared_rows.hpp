#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <span>

#include "common/workers/shared_memory.hpp"
#include "digits.hpp"

namespace profile_a_real_job {

/// Where rows lie that one process has loaded and others read. A task is told
/// this, and not the rows: Linux shows under /proc what a process has open.
struct rows_at {
  pid_t process = 0;
  int descriptor = -1;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& process& descriptor;
  }
};

/// Rows in memory that processes share. Nobody changes them once they are
/// there, so reading them is safe from everywhere.
class shared_rows {
 public:
  /// Loads them.
  /// Errors   as read_digits; std::runtime_error if they are less than `least`.
  shared_rows(const std::filesystem::path& data, std::size_t least);
  /// Those that some process has loaded, here; not a copy of them.
  /// Errors   std::system_error.
  explicit shared_rows(const rows_at& elsewhere);

  [[nodiscard]] std::span<const image> all() const;
  [[nodiscard]] rows_at place() const;
  /// Which memory it is: one number for each in this machine, whoever asks.
  [[nodiscard]] std::uint64_t number() const;

 private:
  tandem::shared_memory memory_;
};

}  // namespace profile_a_real_job

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace tandem {

/// How many CPUs this process may use, each limit its own value.
struct cpu_limits {
  int logical = 1;              ///< CPUs that are switched on in this machine
  int affinity = 1;             ///< CPUs that this process may run on (taskset)
  std::optional<double> quota;  ///< CPUs' worth of time (cgroup), if limited

  /// The least of the limits, in CPUs; 0.5 is half of one.
  [[nodiscard]] double usable() const;
  /// "1 usable CPU (2 logical, affinity 1, no quota)"
  [[nodiscard]] std::string describe() const;
};

/// The limits of this process.
/// Threads  callable from any thread; affinity is that of the caller.
/// Source   sysconf, sched_getaffinity, cgroup v1 and v2.
cpu_limits count_cpus();

/// The tightest CPU quota of the process's own cgroup and of its ancestors.
/// Shape    empty where nothing limits it. A file that is missing or cannot be
///          understood sets no limit.
/// Units    CPUs: quota / period.
/// Source   Linux, Documentation/admin-guide/cgroup-v2.rst (cpu.max) and
///          scheduler/sched-bwc.rst (cpu.cfs_quota_us).
/// `root` stands for "/", so that a test can bring files of its own.
std::optional<double> cgroup_cpu_quota(const std::filesystem::path& root = "/");

}  // namespace tandem

#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// The environment variable that limits how many CPUs Tandem's programs use,
/// as LOKY_MAX_CPU_COUNT does for joblib.
inline constexpr const char* max_cpu_count_variable = "TANDEM_MAX_CPU_COUNT";

/// How many CPUs this process may use, each limit its own value.
struct cpu_limits {
  int logical = 1;              ///< CPUs that are switched on in this machine
  int affinity = 1;             ///< CPUs that this process may run on (taskset)
  std::optional<double> quota;  ///< CPUs' worth of time (cgroup), if limited
  /// Cores that the logical CPUs are part of, where known. No limit: told only.
  std::optional<int> physical{};
  /// What the environment allows, if it says so. A promise of the programs that
  /// read it; the kernel does not enforce it.
  std::optional<int> environment{};
  /// The longest period of a quota that applies, zero where none does.
  std::chrono::microseconds quota_period{};
  /// A sentence for each limit that could not be understood, and so counts for
  /// nothing.
  std::vector<std::string> ignored{};

  /// The least of the limits, in CPUs; 0.5 is half of one.
  [[nodiscard]] double usable() const;
  /// How many workers that is: `usable` rounded up to whole ones, at least 1.
  /// Source   loky, cpu_count, which rounds a quota up, too.
  [[nodiscard]] int workers() const;
  /// "1 usable CPU (2 logical, 2 physical, affinity 1, no quota)", then each
  /// limit that was ignored.
  [[nodiscard]] std::string describe() const;
};

/// The limits of this process.
/// Threads  callable from any thread; affinity is that of the caller. Nobody
///          may change the environment meanwhile.
/// Errors   none: a limit that cannot be understood is named in `ignored`.
/// Source   sysconf, sched_getaffinity, cgroup v1 and v2, sysfs, environment.
/// `root` stands for "/", so that a test can bring files of its own.
cpu_limits count_cpus(const std::filesystem::path& root = "/");

/// What cgroups say of this process's CPU time.
struct cpu_quota {
  std::optional<double> cpus;          ///< quota / period, the tightest
  std::chrono::microseconds period{};  ///< the longest, zero without a quota
  std::vector<std::string> ignored{};  ///< files that could not be understood
};

/// The tightest CPU quota of the process's own cgroup and of its ancestors.
/// Shape    `cpus` is empty where nothing limits it. A file that is missing
///          sets no limit; so does one that cannot be understood, and it is
///          named.
/// Units    CPUs: quota / period.
/// Source   Linux, Documentation/admin-guide/cgroup-v2.rst (cpu.max) and
///          scheduler/sched-bwc.rst (cpu.cfs_quota_us).
cpu_quota cgroup_cpu_quota(const std::filesystem::path& root = "/");

/// How many cores the CPUs that are switched on are part of: CPUs of one core
/// name the same siblings. Empty where the system does not say.
/// Source   Linux, Documentation/admin-guide/cputopology.rst.
std::optional<int> physical_cores(const std::filesystem::path& root = "/");

// The texts in which a system states its limits. These functions are pure.

/// What such a text says of a quota.
struct parsed_quota {
  bool understood = false;     ///< a text that is not sets no limit
  std::optional<double> cpus;  ///< quota / period; empty: no limit
  std::chrono::microseconds period{};
};

/// cgroup v2, cpu.max: "max 100000" is no limit, "50000 100000" half a CPU.
parsed_quota parse_cpu_max(std::string_view text);

/// cgroup v1, cpu.cfs_quota_us and cpu.cfs_period_us: a negative quota is none.
parsed_quota parse_cfs_quota(std::string_view quota, std::string_view period);

/// The environment variable: a whole number from 1, else empty.
std::optional<int> parse_max_cpu_count(std::string_view text);

/// A list of CPUs: "0-3,8" is 0, 1, 2, 3, 8. Empty where it makes no sense.
std::vector<int> parse_cpu_list(std::string_view text);

}  // namespace tandem

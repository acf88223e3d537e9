#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace cores_and_workers {

/// The limits as the system states them, each as text, and the jobs to do.
struct raw_limits {
  /// cgroup's `cpu.max`, two words with a space between: QUOTA PERIOD, both in
  /// microseconds, whole numbers from 1 to 1 000 000 000. It means QUOTA /
  /// PERIOD CPUs. "max" for the quota means no limit. A newline may end the
  /// text. An empty text means no limit, too: there is no such file.
  std::string cpu_max;

  /// The affinity mask, as `Cpus_allowed` in /proc/self/status: digits 0-9 and
  /// a-f, each for four CPUs, the last digit for CPUs 0 to 3. Each bit that is
  /// 1 is a CPU that may run us; at least one is. A comma parts each eight
  /// digits from the next; there may be any number of them, and leading zeros
  /// or none: "3", "000000f0", "3,00000000,ffffffff".
  std::string cpus_allowed;

  /// The environment variable TANDEM_MAX_CPU_COUNT, empty if it is not set. A
  /// whole number from 1 to 999999999, digits only, is a limit in CPUs. Any
  /// other text is ignored, it sets no limit: "", "abc", "0", "-3", "2.5", "4
  /// CPUs", " 4", "12345678901". Nobody writes it with leading zeros.
  std::optional<std::string> max_cpu_count;

  /// More workers than jobs would have nothing to do. Any number, the largest
  /// included.
  std::size_t jobs = 0;
};

/// How many workers to start.
/// Shape    the least of: the CPUs of the mask; the quota, rounded up to whole
///          CPUs; the environment's number; the jobs. Never less than 1, not
///          even without jobs.
/// Errors   none: it throws nothing.
/// Depends  on `raw` alone; it asks nothing of the machine that it runs on.
int usable_workers(const raw_limits& raw);

}  // namespace cores_and_workers

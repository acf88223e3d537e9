#include "common/workers/cpu_count.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tandem {
namespace {

namespace fs = std::filesystem;

/// The smaller limit of two, where an empty one limits nothing.
std::optional<double> tighter(std::optional<double> a,
                              std::optional<double> b) {
  if (a && b) {
    return std::min(*a, *b);
  }
  return a ? a : b;
}

std::optional<double> ratio(double quota, double period) {
  if (quota > 0 && period > 0) {
    return quota / period;
  }
  return {};
}

/// cgroup v2: "max 100000", or "50000 100000".
std::optional<double> read_cpu_max(const fs::path& group) {
  std::ifstream file{group / "cpu.max"};
  double quota = 0;
  double period = 0;
  return file >> quota >> period ? ratio(quota, period) : std::nullopt;
}

/// cgroup v1: two files, quota -1 where there is none.
std::optional<double> read_cfs_quota(const fs::path& group) {
  std::ifstream quota_file{group / "cpu.cfs_quota_us"};
  std::ifstream period_file{group / "cpu.cfs_period_us"};
  double quota = 0;
  double period = 0;
  return quota_file >> quota && period_file >> period ? ratio(quota, period)
                                                      : std::nullopt;
}

/// Asks the group at `mount` / `path` and every group above it.
std::optional<double> tightest_upwards(
    const fs::path& mount, fs::path path,
    std::optional<double> (*read)(const fs::path&)) {
  std::optional<double> limit = read(mount);
  for (path = path.relative_path(); !path.empty(); path = path.parent_path()) {
    limit = tighter(limit, read(mount / path));
  }
  return limit;
}

bool lists_cpu(const std::string& controllers) {
  std::istringstream list{controllers};
  for (std::string name; std::getline(list, name, ',');) {
    if (name == "cpu") {
      return true;
    }
  }
  return false;
}

}  // namespace

double cpu_limits::usable() const {
  return std::min<double>(std::min(logical, affinity), quota.value_or(logical));
}

std::string cpu_limits::describe() const {
  const double cpus = usable();
  return fmt::format("{:.3g} usable {} ({} logical, affinity {}, {})", cpus,
                     cpus == 1 ? "CPU" : "CPUs", logical, affinity,
                     quota ? fmt::format("quota {:.3g}", *quota) : "no quota");
}

cpu_limits count_cpus() {
  cpu_limits limits;
  limits.logical =
      static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
  cpu_set_t mask;
  CPU_ZERO(&mask);
  limits.affinity = sched_getaffinity(0, sizeof mask, &mask) == 0
                        ? std::max(1, CPU_COUNT(&mask))
                        : limits.logical;  // more CPUs than the mask can hold
  limits.quota = cgroup_cpu_quota();
  return limits;
}

std::optional<double> cgroup_cpu_quota(const fs::path& root) {
  // Each line: hierarchy number, controllers, path. Number 0 is cgroup v2.
  std::ifstream groups{root / "proc/self/cgroup"};
  const fs::path mounts = root / "sys/fs/cgroup";
  std::optional<double> limit;
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) {
      continue;
    }
    const auto controllers = line.substr(first + 1, second - first - 1);
    const fs::path path = line.substr(second + 1);
    if (controllers.empty()) {
      limit = tighter(limit, tightest_upwards(mounts, path, read_cpu_max));
      limit = tighter(limit,
                      tightest_upwards(mounts / "unified", path, read_cpu_max));
    } else if (lists_cpu(controllers)) {
      for (const char* mount : {"cpu", "cpu,cpuacct", "cpuacct,cpu"}) {
        limit = tighter(limit,
                        tightest_upwards(mounts / mount, path, read_cfs_quota));
      }
    }
  }
  return limit;
}

}  // namespace tandem

#include "common/workers/cpu_count.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <set>
#include <system_error>
#include <utility>

namespace tandem {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

// --- texts -------------------------------------------------------------------

/// Without the white space that a file ends with.
std::string_view trimmed(std::string_view text) {
  const auto end = text.find_last_not_of(" \t\r\n");
  return end == std::string_view::npos ? "" : text.substr(0, end + 1);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

/// A whole number and nothing else; one too large counts as the largest.
std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [read_to, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc::invalid_argument || read_to != end) {
    return {};
  }
  if (error == std::errc::result_out_of_range) {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    return text.front() == '-' ? -largest : largest;
  }
  return number;
}

/// What a file or the environment says, fit for a message: it may hold
/// anything.
std::string in_quotes(std::string_view text) {
  constexpr std::size_t enough = 40;
  text = trimmed(text);
  std::string shown{text.substr(0, enough)};
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; },
      '?');
  return fmt::format("\"{}{}\"", shown, text.size() > enough ? "..." : "");
}

std::optional<std::string> text_of(const fs::path& file) {
  std::ifstream in{file};
  if (!in) {
    return {};
  }
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

parsed_quota ratio(std::int64_t quota, std::int64_t period) {
  if (quota <= 0 || period <= 0) {
    return {};
  }
  return {.understood = true,
          .cpus = static_cast<double>(quota) / static_cast<double>(period),
          .period = microseconds{period}};
}

// --- cgroups -----------------------------------------------------------------

/// Adds what one group says to what is known of the others.
void add(const parsed_quota& said, const std::string& where,
         const std::string& expected, cpu_quota& known) {
  if (!said.understood) {
    known.ignored.push_back(
        fmt::format("{}: ignored, expected {}", where, expected));
  } else if (said.cpus) {
    known.cpus = std::min(*said.cpus, known.cpus.value_or(*said.cpus));
    known.period = std::max(said.period, known.period);
  }
}

void read_cpu_max(const fs::path& group, cpu_quota& known) {
  if (const auto text = text_of(group / "cpu.max")) {
    add(parse_cpu_max(*text),
        fmt::format("{} is {}", (group / "cpu.max").string(), in_quotes(*text)),
        "a quota, or max, and a period in microseconds", known);
  }
}

void read_cfs_quota(const fs::path& group, cpu_quota& known) {
  const auto quota = text_of(group / "cpu.cfs_quota_us");
  const auto period = text_of(group / "cpu.cfs_period_us");
  if (quota && period) {
    add(parse_cfs_quota(*quota, *period),
        fmt::format("the CPU quota in {} is {}, its period {}", group.string(),
                    in_quotes(*quota), in_quotes(*period)),
        "microseconds, the quota -1 for none", known);
  }
}

/// Asks the group at `mount` / `path` and every group above it.
void read_upwards(const fs::path& mount, const fs::path& path,
                  const std::function<void(const fs::path&)>& read) {
  read(mount);
  for (fs::path part = path.relative_path(); !part.empty();
       part = part.parent_path()) {
    read(mount / part);
  }
}

// --- sysfs -------------------------------------------------------------------

/// The CPUs that are on one core with this one; new and old kernels' names.
std::optional<std::string> siblings(const fs::path& cpu) {
  if (auto text = text_of(cpu / "topology/core_cpus_list")) {
    return text;
  }
  return text_of(cpu / "topology/thread_siblings_list");
}

}  // namespace

parsed_quota parse_cpu_max(std::string_view text) {
  const auto words = split(trimmed(text), ' ');
  if (words.size() != 2) {
    return {};
  }
  const auto period = whole_number(words[1]).value_or(0);
  if (words[0] == "max") {
    return {.understood = period > 0, .cpus = {}, .period = {}};
  }
  return ratio(whole_number(words[0]).value_or(0), period);
}

parsed_quota parse_cfs_quota(std::string_view quota, std::string_view period) {
  const auto number = whole_number(trimmed(quota)).value_or(0);
  if (number < 0) {
    return {.understood = true, .cpus = {}, .period = {}};
  }
  return ratio(number, whole_number(trimmed(period)).value_or(0));
}

std::optional<int> parse_max_cpu_count(std::string_view text) {
  constexpr std::int64_t most = std::numeric_limits<int>::max();
  const auto number = whole_number(text).value_or(0);
  if (number < 1) {
    return {};
  }
  return static_cast<int>(std::min(number, most));
}

std::vector<int> parse_cpu_list(std::string_view text) {
  constexpr std::int64_t more_than_linux_can = 1 << 16;
  std::vector<int> cpus;
  for (const auto part : split(trimmed(text), ',')) {
    const auto ends = split(part, '-');
    const auto first = whole_number(ends.front()).value_or(-1);
    const auto last = whole_number(ends.back()).value_or(-1);
    if (ends.size() > 2 || first < 0 || last < first ||
        last >= more_than_linux_can) {
      return {};
    }
    for (auto cpu = first; cpu <= last; ++cpu) {
      cpus.push_back(static_cast<int>(cpu));
    }
  }
  return cpus;
}

double cpu_limits::usable() const {
  double least = std::min(logical, affinity);
  least = std::min(least, quota.value_or(least));
  return environment ? std::min<double>(least, *environment) : least;
}

int cpu_limits::workers() const {
  return std::max(1, static_cast<int>(std::ceil(usable())));
}

std::string cpu_limits::describe() const {
  const double cpus = usable();
  auto text = fmt::format(
      "{:.3g} usable {} ({} logical, {}affinity {}, {}{})", cpus,
      cpus == 1 ? "CPU" : "CPUs", logical,
      physical ? fmt::format("{} physical, ", *physical) : "", affinity,
      quota ? fmt::format("quota {:.3g}", *quota) : "no quota",
      environment ? fmt::format(", {} {}", max_cpu_count_variable, *environment)
                  : "");
  for (const auto& sentence : ignored) {
    text += "; " + sentence;
  }
  return text;
}

cpu_limits count_cpus(const fs::path& root) {
  cpu_limits limits;
  limits.logical =
      static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
  limits.physical = physical_cores(root);
  cpu_set_t mask;
  CPU_ZERO(&mask);
  limits.affinity = sched_getaffinity(0, sizeof mask, &mask) == 0
                        ? std::max(1, CPU_COUNT(&mask))
                        : limits.logical;  // more CPUs than the mask can hold
  auto cgroups = cgroup_cpu_quota(root);
  limits.quota = cgroups.cpus;
  limits.quota_period = cgroups.period;
  limits.ignored = std::move(cgroups.ignored);
  const char* const allowed = std::getenv(max_cpu_count_variable);
  const std::string_view said = allowed == nullptr ? "" : allowed;
  limits.environment = parse_max_cpu_count(said);
  if (!said.empty() && !limits.environment) {
    limits.ignored.push_back(
        fmt::format("{} is {}: ignored, allowed are whole numbers from 1",
                    max_cpu_count_variable, in_quotes(said)));
  }
  return limits;
}

cpu_quota cgroup_cpu_quota(const fs::path& root) {
  cpu_quota known;
  const auto add_cpu_max = [&](const fs::path& group) {
    read_cpu_max(group, known);
  };
  const auto add_cfs_quota = [&](const fs::path& group) {
    read_cfs_quota(group, known);
  };
  // Each line: hierarchy number, controllers, path. Number 0 is cgroup v2.
  std::ifstream groups{root / "proc/self/cgroup"};
  const fs::path mounts = root / "sys/fs/cgroup";
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) {
      continue;
    }
    const auto controllers = split(
        std::string_view{line}.substr(first + 1, second - first - 1), ',');
    const fs::path path = line.substr(second + 1);
    if (controllers.front().empty()) {
      read_upwards(mounts, path, add_cpu_max);
      read_upwards(mounts / "unified", path, add_cpu_max);
    } else if (std::find(controllers.begin(), controllers.end(), "cpu") !=
               controllers.end()) {
      for (const char* mount : {"cpu", "cpu,cpuacct", "cpuacct,cpu"}) {
        read_upwards(mounts / mount, path, add_cfs_quota);
      }
    }
  }
  return known;
}

std::optional<int> physical_cores(const fs::path& root) {
  const auto cpus = root / "sys/devices/system/cpu";
  std::set<std::string> cores;
  for (const int cpu : parse_cpu_list(text_of(cpus / "online").value_or(""))) {
    const auto on_one_core = siblings(cpus / fmt::format("cpu{}", cpu));
    if (!on_one_core) {
      return {};
    }
    cores.insert(*on_one_core);
  }
  if (cores.empty()) {
    return {};
  }
  return static_cast<int>(cores.size());
}

}  // namespace tandem

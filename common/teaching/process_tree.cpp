#include "common/teaching/process_tree.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "common/locking/system_call.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

std::optional<pid_t> as_number(const std::string& name) {
  pid_t number = 0;
  const auto* end = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data(), end, number);
  return error == std::errc{} && stopped == end ? std::optional{number}
                                                : std::nullopt;
}

/// The numbered entries of a folder of /proc: processes, threads, descriptors.
std::vector<pid_t> numbered_entries(const fs::path& folder) {
  std::vector<pid_t> numbers;
  std::error_code gone;  // processes end while we look
  for (fs::directory_iterator at{folder, gone}, end; !gone && at != end;
       at.increment(gone)) {
    if (const auto number = as_number(at->path().filename().string())) {
      numbers.push_back(*number);
    }
  }
  return numbers;
}

/// Fields 3 and up of a `stat` file: those after the name in parentheses.
std::vector<std::string> stat_fields(const fs::path& file) {
  std::ifstream in{file};
  std::string text;
  std::getline(in, text, '\0');  // empty if the process has ended meanwhile
  const auto end_of_name = text.rfind(')');
  std::vector<std::string> fields;
  if (end_of_name != std::string::npos) {
    std::istringstream rest{text.substr(end_of_name + 1)};
    for (std::string field; rest >> field;) {
      fields.push_back(field);
    }
  }
  return fields;
}

std::optional<process_view> view(pid_t pid) {
  constexpr std::size_t parent = 1;  // field 4 of proc(5)
  constexpr std::size_t utime = 11;
  constexpr std::size_t cstime = 14;
  const auto fields =
      stat_fields(fs::path{"/proc"} / std::to_string(pid) / "stat");
  if (fields.size() <= cstime) {
    return {};
  }
  std::int64_t ticks = 0;
  for (std::size_t i = utime; i <= cstime; ++i) {
    ticks += std::stoll(fields[i]);
  }
  return process_view{.pid = pid,
                      .parent = std::stoi(fields[parent]),
                      .cpu = std::chrono::nanoseconds{
                          ticks * (1'000'000'000 / sysconf(_SC_CLK_TCK))}};
}

/// True for a pipe that is not one of the three standard streams: only a
/// relative can be at its other end.
bool is_own_pipe(const fs::path& task, std::uint64_t fd) {
  std::error_code gone;
  const auto target = fs::read_symlink(task / "fd" / std::to_string(fd), gone);
  return fd > 2 && target.string().starts_with("pipe:");
}

/// True if nothing but another thread or process of the answer can end the
/// call. Any other call may end by itself: by a time limit, a signal, a
/// network.
bool waits_for_others(const fs::path& task, const system_call& call) {
  const bool by_pipe = (call.number == SYS_read || call.number == SYS_write) &&
                       is_own_pipe(task, call.arguments[0]);
  return by_pipe || has_time_limit(call) == false;
}

/// A timerfd wakes its reader though the reading call has no limit.
bool holds_a_timer(pid_t pid) {
  const auto folder = fs::path{"/proc"} / std::to_string(pid) / "fd";
  const auto entries = numbered_entries(folder);
  return std::any_of(entries.begin(), entries.end(), [&](pid_t fd) {
    std::error_code gone;
    return fs::read_symlink(folder / std::to_string(fd), gone) ==
           "anon_inode:[timerfd]";
  });
}

std::uint64_t switches_of(const fs::path& task) {
  std::ifstream status{task / "status"};
  std::uint64_t sum = 0;
  for (std::string line; std::getline(status, line);) {
    const auto colon = line.find("ctxt_switches:");
    if (colon != std::string::npos) {
      sum += std::stoull(line.substr(line.find(':') + 1));
    }
  }
  return sum;
}

}  // namespace

std::vector<process_view> descendants(pid_t ancestor) {
  std::multimap<pid_t, process_view> by_parent;
  for (const pid_t pid : numbered_entries("/proc")) {
    if (const auto seen = view(pid)) {
      by_parent.emplace(seen->parent, *seen);
    }
  }
  std::vector<process_view> found;
  const auto add_children = [&](pid_t parent) {
    const auto [begin, end] = by_parent.equal_range(parent);
    for (auto at = begin; at != end; ++at) {
      found.push_back(at->second);
    }
  };
  add_children(ancestor);
  for (std::size_t next = 0; next < found.size();) {  // it grows meanwhile
    add_children(found[next++].pid);
  }
  return found;
}

activity look_at(pid_t pid) {
  const auto tasks = fs::path{"/proc"} / std::to_string(pid) / "task";
  activity seen{
      .runnable = false, .may_go_on = holds_a_timer(pid), .switches = 0};
  for (const pid_t tid : numbered_entries(tasks)) {
    const auto task = tasks / std::to_string(tid);
    const auto fields = stat_fields(task / "stat");
    if (fields.empty() || fields[0] == "Z" || fields[0] == "X") {
      continue;  // it has ended
    }
    const bool asleep = fields[0] == "S";  // else ready, or kept by the kernel
    seen.switches += switches_of(task);
    seen.runnable = seen.runnable || !asleep;
    const auto call = current_call(task.string());
    seen.may_go_on =
        seen.may_go_on || !asleep || !call || !waits_for_others(task, *call);
  }
  return seen;
}

family_activity look_at_descendants(pid_t ancestor) {
  family_activity all;
  for (const auto& process : descendants(ancestor)) {
    const auto seen = look_at(process.pid);
    all.any = true;
    all.runnable = all.runnable || seen.runnable;
    all.may_go_on = all.may_go_on || seen.may_go_on;
    all.cpu += process.cpu;
    all.switches += seen.switches;
  }
  return all;
}

}  // namespace tandem

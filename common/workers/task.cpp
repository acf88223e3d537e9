#include "common/workers/task.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>

// Where the executable begins and where its code ends: symbols of the linker.
extern "C" {
extern const char __executable_start;  // NOLINT(bugprone-reserved-identifier)
extern const char etext;
}

namespace tandem {
namespace {

std::map<std::uint64_t, task_runner>& tasks() {
  static std::map<std::uint64_t, task_runner> all;
  return all;
}

}  // namespace

known_task make_known(task_runner run, std::string_view name) {
  const auto begin = reinterpret_cast<std::uintptr_t>(&__executable_start);
  const auto end = reinterpret_cast<std::uintptr_t>(&etext);
  const auto place = reinterpret_cast<std::uintptr_t>(run);
  if (place < begin || place >= end) {
    throw std::logic_error{fmt::format(
        "task {} is in a shared library; another process finds only those in "
        "the executable itself",
        name)};
  }
  tasks()[place - begin] = run;
  return {place - begin, name};
}

task_runner find_task(std::uint64_t offset) {
  const auto found = tasks().find(offset);
  if (found == tasks().end()) {
    throw frame_error{
        fmt::format("no task has the offset {:#x} in this executable", offset)};
  }
  return found->second;
}

std::string_view name_in(std::string_view pretty_function) {
  constexpr std::string_view mark = "f = ";
  const auto begin = pretty_function.find(mark);
  if (begin == std::string_view::npos) {
    return pretty_function;
  }
  auto name = pretty_function.substr(begin + mark.size());
  name = name.substr(0, name.find_first_of(";]"));
  return name.starts_with('&') ? name.substr(1) : name;
}

}  // namespace tandem

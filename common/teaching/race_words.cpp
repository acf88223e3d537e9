#include "common/teaching/race_words.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>
#include <utility>

namespace tandem {
namespace {

using kind = race_access::kind;

std::string line_of(const std::string& text, int number) {
  std::istringstream lines{text};
  std::string line;
  for (int i = 0; i < number && std::getline(lines, line); ++i) {
  }
  const auto first = line.find_first_not_of(" \t");
  if (!lines || first == std::string::npos) {
    return "";
  }
  return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

std::string in_words(kind what) {
  switch (what) {
    case kind::read:
      return "read";
    case kind::write:
      return "write";
    case kind::release:
      break;
  }
  return "release of the memory";
}

}  // namespace

bool is_answer(std::string_view file, const std::string& answer) {
  const std::filesystem::path seen{file};
  const std::filesystem::path whole{answer};
  return seen.filename() == whole.filename() &&
         seen.parent_path().filename() == whole.parent_path().filename();
}

mismatch in_words(const data_race& race, const std::string& answer,
                  const std::string& text) {
  const auto name = std::filesystem::path{answer}.filename().string();
  const auto place = [&](int number) {
    const auto line = line_of(text, number);
    return fmt::format("{}:{}{}", name, number,
                       line.empty() ? "" : fmt::format(" ({})", line));
  };
  const auto [one, other] = race.one.line <= race.other.line
                                ? std::pair{race.one, race.other}
                                : std::pair{race.other, race.one};
  std::string saw;
  if (one.does == other.does && one.line == other.line) {
    saw = fmt::format("two {}s at {}", in_words(one.does), place(one.line));
  } else if (one.line == other.line) {
    saw = fmt::format("a {} and a {} at {}", in_words(one.does),
                      in_words(other.does), place(one.line));
  } else {
    saw = fmt::format("a {} at {} and a {} at {}", in_words(one.does),
                      place(one.line), in_words(other.does), place(other.line));
  }
  return {
      .expected =
          "no two threads at the same data at once, one of them "
          "writing, unless a lock or an atomic orders them",
      .saw = saw + ", in two threads, nothing between them",
      .why = one.atomic != other.atomic
                 ? "one of the two is atomic, the other is not: both must be"
                 : ""};
}

bool uses_fences(const std::string& text) {
  return text.find("_thread_fence") != std::string::npos;
}

}  // namespace tandem

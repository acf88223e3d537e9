#include "common/teaching/check_outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "common/teaching/table.hpp"

namespace tandem {

std::string to_text(const check_outcome& outcome, const exercise_names& about) {
  const auto& name = about.exercise;
  const auto folder = "exercises/" + name;
  const auto number = name.substr(0, name.find('_'));
  // Further lines of a text are a picture: shown as they are.
  const auto line = [](const char* label, const std::string& text) {
    constexpr std::size_t indent = 12;
    if (text.empty()) {
      return std::string{};
    }
    const auto words = text.substr(0, text.find('\n'));
    auto shown = fmt::format("  {:<10}{}\n", label, wrap(words, 80, indent));
    std::istringstream picture{
        text.substr(std::min(words.size() + 1, text.size()))};
    for (std::string row; std::getline(picture, row);) {
      shown += std::string(indent, ' ') + row + "\n";
    }
    return shown;
  };
  switch (outcome.is) {
    case check_verdict::right:
      return fmt::format("\n{}  RIGHT: {} probes passed\n", name,
                         outcome.probes) +
             line("races", outcome.races) +
             line("yours", folder + "/answer.cpp") +
             line("ours", about.solution) + line("next", about.next);
    case check_verdict::wrong:
      return fmt::format("\n{}  WRONG: {}\n", name, outcome.cause) +
             line("expected", outcome.what.expected) +
             line("saw", outcome.what.saw) + line("why", outcome.what.why) +
             line("edit", folder + "/answer.cpp") +
             line("again", "meson test -C build " + name) +
             line("hint", "./learn hint " + number);
    case check_verdict::not_started:
      return fmt::format(
          "{}  {}: {} (see {})\n", name,
          outcome.to_do < outcome.probes ? "not finished" : "not started",
          outcome.reason, folder);
    case check_verdict::not_judged:
      return fmt::format("\n{}  CANNOT BE JUDGED HERE\n", name) +
             line("because", outcome.reason) +
             line("again", "meson test -C build " + name);
    case check_verdict::fault:
      break;
  }
  return fmt::format("\n{}  THE CHECK IS BROKEN, not your answer\n", name) +
         line("because", outcome.reason);
}

int exit_code(const check_outcome& outcome, bool strict) {
  switch (outcome.is) {
    case check_verdict::right:
      return strict && outcome.races_open ? 1 : 0;
    case check_verdict::wrong:
      return 1;
    case check_verdict::not_started:
      return 77;
    case check_verdict::not_judged:
      return strict ? 1 : 77;
    case check_verdict::fault:
      break;
  }
  return 99;
}

}  // namespace tandem

#include "common/teaching/claim.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace tandem {
namespace {

claim judge(std::string id, std::string says, figure measured, bound allowed) {
  if (!std::isfinite(measured.value)) {
    return cannot_judge(std::move(id), std::move(says), "nothing was measured");
  }
  return {.id = std::move(id),
          .says = std::move(says),
          .is = within(measured.value, allowed) ? verdict::holds
                                                : verdict::violated,
          .reason = "",
          .measured = std::move(measured),
          .allowed = allowed,
          .evidence = ""};
}

/// Whole numbers as they are, others with four digits.
std::string in_digits(double value) {
  constexpr double exact = 1e15;
  return value == std::round(value) && std::fabs(value) < exact
             ? fmt::format("{:.0f}", value)
             : fmt::format("{:.4g}", value);
}

}  // namespace

bool within(double value, bound allowed) {
  return allowed.is == relation::at_most ? value <= allowed.limit
                                         : value >= allowed.limit;
}

claim at_most(std::string id, std::string says, figure measured, double limit) {
  return judge(std::move(id), std::move(says), std::move(measured),
               {relation::at_most, limit});
}

claim at_least(std::string id, std::string says, figure measured,
               double limit) {
  return judge(std::move(id), std::move(says), std::move(measured),
               {relation::at_least, limit});
}

claim cannot_judge(std::string id, std::string says, std::string reason) {
  return {.id = std::move(id),
          .says = std::move(says),
          .is = verdict::inconclusive,
          .reason = std::move(reason),
          .measured = {},
          .allowed = {},
          .evidence = ""};
}

claim judge_if(bool possible, const std::string& reason, claim judged) {
  if (!possible) {
    judged.is = verdict::inconclusive;
    judged.reason = reason;
  }
  return judged;
}

std::string to_string(verdict is) {
  switch (is) {
    case verdict::holds:
      return "holds";
    case verdict::violated:
      return "violated";
    case verdict::inconclusive:
      break;
  }
  return "inconclusive";
}

std::string describe_figure(const claim& said) {
  if (said.is == verdict::inconclusive) {
    return "cannot be judged here: " + said.reason;
  }
  if (!said.measured) {
    return "";
  }
  const auto& [value, unit] = *said.measured;
  auto text = in_digits(value) + (unit.empty() ? "" : " " + unit);
  if (said.allowed) {
    text += fmt::format(
        " ({} {})",
        said.allowed->is == relation::at_most ? "at most" : "at least",
        in_digits(said.allowed->limit));
  }
  return text;
}

}  // namespace tandem

#pragma once

#include <optional>
#include <string>

namespace tandem {

enum class verdict { holds, violated, inconclusive };

/// A number with its unit; "" for a plain ratio.
struct figure {
  double value = 0;
  std::string unit;
};

enum class relation { at_most, at_least };

/// What a figure may be.
struct bound {
  relation is = relation::at_most;
  double limit = 0;
};

/// Whether `value` is as `allowed` says.
bool within(double value, bound allowed);

/// A sentence about evidence, and whether it is true of that evidence.
/// Made by the functions below, which are pure: the same figures give the same
/// verdict, so a test can try both sides of each bound.
struct claim {
  std::string id;    ///< snake_case, unique within a lesson
  std::string says;  ///< the sentence
  verdict is = verdict::inconclusive;
  std::string reason;  ///< why it is inconclusive; else empty
  std::optional<figure> measured;
  std::optional<bound> allowed;
  std::string evidence;  ///< a table of what was seen, where it helps
};

/// Holds if `measured` is `limit` or less.
claim at_most(std::string id, std::string says, figure measured, double limit);

/// Holds if `measured` is `limit` or more.
claim at_least(std::string id, std::string says, figure measured, double limit);

/// A claim that cannot be judged here, and why.
claim cannot_judge(std::string id, std::string says, std::string reason);

/// `judged` itself if `possible`, else the same claim as inconclusive.
claim judge_if(bool possible, const std::string& reason, claim judged);

/// "holds", "violated" or "inconclusive".
std::string to_string(verdict is);

/// "0.02 ms (at most 5 ms)", or the reason where nothing was judged.
std::string describe_figure(const claim& said);

}  // namespace tandem

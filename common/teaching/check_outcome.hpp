#pragma once

#include <string>

#include "common/teaching/probe.hpp"

namespace tandem {

enum class check_verdict { right, wrong, not_started, not_judged, fault };

/// The cause of a verdict "wrong" that two racing threads have earned.
inline constexpr auto* races_cause = "data_race";

/// What a check has found.
struct check_outcome {
  check_verdict is = check_verdict::fault;
  /// Where wrong: the name of the probe that rejects, a signal's name
  /// ("SIGSEGV"), "exit", "endless_loop", "deadlock", "left_behind" or
  /// "data_race".
  std::string cause;
  mismatch what;        ///< where wrong
  std::string reason;   ///< where not started, not judged, or a fault
  int probes = 0;       ///< how many began
  int to_do = 0;        ///< how many met a part that is not written yet
  std::string races{};  ///< where right: what is known of races, if asked for
  bool races_open = false;  ///< they should have been looked for, in vain
};

/// The exercise that a check is about, as its verdict names it.
struct exercise_names {
  std::string exercise;  ///< "01_clocks"
  std::string solution;  ///< path of our answer, or empty
  std::string next;      ///< page that comes next, or empty
};

/// The verdict in words: one line where not started, else some ten. These begin
/// with an empty line, since the answer may have printed half of one.
std::string to_text(const check_outcome& outcome, const exercise_names& about);

/// 0 right, 1 wrong, 77 not started or not judged, 99 a fault of ours. With
/// `strict`, 1 where it, or its races, were not judged.
int exit_code(const check_outcome& outcome, bool strict);

}  // namespace tandem

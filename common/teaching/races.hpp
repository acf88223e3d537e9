#pragma once

#include <string>

#include "common/teaching/check_outcome.hpp"

namespace tandem {

/// A check once more, built with ThreadSanitizer.
struct races_program {
  std::string program;  ///< or empty, where there is none
  std::string answer;   ///< path of the file that it was built with
  std::string missing;  ///< why there is no program, where there should be one
};

/// Runs the program after the plain check has found the answer right, and adds
/// what it finds. Only a data race makes the answer wrong: ThreadSanitizer is
/// slow, so that whatever else goes wrong there is not the answer's fault.
/// Threads  as supervise().
check_outcome look_for_races(const check_outcome& plain,
                             const races_program& races);

}  // namespace tandem

#pragma once

#include <string>

#include "common/teaching/probe_log.hpp"

namespace tandem {

/// From now on the first data race between two threads of the answer is told
/// to `log` and ends the process. Without it ThreadSanitizer prints what it
/// finds, as it always does. For programs built with -fsanitize=thread only.
/// Shape    `answer` is the path of the answer's file; `log` must live on.
/// Threads  before there are others; the race is told by the thread that has
/// it.
void tell_races(probe_log& log, const std::string& answer);

/// Whether a place in the program can be traced to its line here: that needs
/// debug information, and with clang++ a symbolizer.
bool can_name_lines();

}  // namespace tandem

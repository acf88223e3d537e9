#pragma once

#include <chrono>

#include "experiment.hpp"

namespace wall_and_cpu {

/// Forks `spins` processes, pins them to one CPU, lets each use `span` of CPU
/// time there, and looks at their CPU time before and after waiting for them.
/// Threads  the caller must have one thread only: it forks.
/// Errors   `trouble` names what the system refused; no process is left.
shared_cpu spin_together(int spins, std::chrono::nanoseconds span);

}  // namespace wall_and_cpu

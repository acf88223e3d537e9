// A profiler by hand: two clocks, read before and after.
#include "phases.hpp"

#include <unistd.h>

#include <chrono>

#include "common/timing/clock_reader.hpp"

namespace profile_a_real_job {
namespace {

/// Of this thread alone: a stopwatch counts the CPU time of the whole process,
/// in which others compute meanwhile.
std::int64_t cpu_now() {
  static const auto clock = tandem::system_clocks().thread_cpu;
  return clock.now().count();
}

}  // namespace

std::int64_t now() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

phase_note::phase_note(std::vector<noted_phase>& into, phase what)
    : into_{into}, noted_{.what = what, .thread = gettid(), .begin = now()} {
  into_.reserve(into_.size() + 1);  // a destructor must not fail
  noted_.cpu = -cpu_now();
}

phase_note::~phase_note() {
  noted_.cpu += cpu_now();
  noted_.end = now();
  into_.push_back(noted_);
}

}  // namespace profile_a_real_job

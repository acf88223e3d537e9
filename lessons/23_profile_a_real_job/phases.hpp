#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace profile_a_real_job {

/// What a job is at. The first is done once, the others in each task.
enum class phase { load, split, fit, score };
inline constexpr std::array all_phases{phase::load, phase::split, phase::fit,
                                       phase::score};
constexpr std::size_t place_of(phase what) {
  return static_cast<std::size_t>(what);
}

/// One phase, once.
/// Units    nanoseconds; moments by the steady clock, which is one for all
///          processes.
struct noted_phase {
  phase what = phase::load;
  pid_t thread = 0;  ///< the kernel's number of whoever was at it
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t cpu = 0;  ///< that its thread used

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& what& thread& begin& end& cpu;
  }
};

/// A moment, as noted_phase has it.
std::int64_t now();

/// Notes a phase as long as it lives.
/// Threads  the one that makes it.
class phase_note {
 public:
  phase_note(std::vector<noted_phase>& into, phase what);
  phase_note(const phase_note&) = delete;
  phase_note& operator=(const phase_note&) = delete;
  ~phase_note();

 private:
  std::vector<noted_phase>& into_;
  noted_phase noted_;
};

/// Does `f` as a phase, and gives what it gives.
template <class F>
auto during(phase what, std::vector<noted_phase>& into, const F& f) {
  const phase_note noted{into, what};
  return f();
}

}  // namespace profile_a_real_job

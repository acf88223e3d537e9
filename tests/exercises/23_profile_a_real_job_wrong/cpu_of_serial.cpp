// REJECTED BY: waits
// Takes the CPU time of serial spans for their time: who reads a file waits.
#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  spoilt::refuse(run);
  auto serial = spoilt::serial_of(run);
  for (auto& one : serial) {
    one.end = one.begin + one.cpu;
  }
  return spoilt::complete(run, spoilt::covered(serial),
                          spoilt::tasks_by(run, spoilt::covered));
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}

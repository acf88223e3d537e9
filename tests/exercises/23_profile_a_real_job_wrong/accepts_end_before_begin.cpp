// REJECTED BY: refused
// Turns a span round that ends before it begins.
#include <utility>

#include "tests/exercises/23_profile_a_real_job_spoilt.hpp"

profile_a_real_job::summary profile_a_real_job::summarize(
    const recorded_run& run) {
  auto turned = run;
  for (auto& one : turned.spans) {
    if (one.end < one.begin) {
      std::swap(one.begin, one.end);
    }
  }
  return spoilt::right(turned);
}

double profile_a_real_job::ceiling(const summary& of, int workers) {
  return spoilt::right_ceiling(of, workers);
}

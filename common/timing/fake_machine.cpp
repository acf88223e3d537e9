#include "common/timing/fake_machine.hpp"

namespace tandem {

void fake_machine::sleep(std::chrono::nanoseconds span) {
  real_time_.pass(span);
  monotonic_.pass(span);
  coarse_.pass(span);
}

void fake_machine::compute(std::chrono::nanoseconds span) {
  compute_elsewhere(span);
  thread_cpu_.pass(span);
}

void fake_machine::compute_elsewhere(std::chrono::nanoseconds span,
                                     int threads) {
  sleep(span);
  process_cpu_.pass(threads * span);
}

void fake_machine::set_date(std::chrono::nanoseconds by) {
  real_time_.step(by);
}

named_clocks fake_machine::clocks() {
  return {.real_time = real_time_.reader(),
          .monotonic = monotonic_.reader(),
          .coarse = coarse_.reader(),
          .process_cpu = process_cpu_.reader(),
          .thread_cpu = thread_cpu_.reader()};
}

}  // namespace tandem

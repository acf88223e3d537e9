// One question after the other, and plain numbers.
#include <stdexcept>

#include "answer.hpp"

using backends::backend;
using backends::choice;
using std::chrono::nanoseconds;

namespace {

using number = long long;

number rounded_up(number a, number b) { return (a + b - 1) / b; }

void check(number value, number least) {
  if (value < least) {
    throw std::invalid_argument("too small: " + std::to_string(value));
  }
}

}  // namespace

choice backends::choose(const task& what, const workers& who) {
  check(what.calls, 0);
  check(who.count, 1);
  check(who.batch, 1);
  for (const nanoseconds* span :
       {&what.waits, &what.computes, &who.start_threads, &who.start_processes,
        &who.hand_to_thread, &who.hand_to_process}) {
    check(span->count(), 0);
  }
  if (what.calls == 0) {
    return choice{};
  }
  const number wait = what.waits.count();
  const number compute = what.computes.count();
  const number here = what.calls * (wait + compute);
  if (who.count == 1) {
    if (what.may_crash) {
      throw std::invalid_argument("one worker does not protect from a crash");
    }
    return {backend::sequential, nanoseconds(here)};
  }
  const number batches = rounded_up(what.calls, who.batch);
  const number mine = rounded_up(batches, who.count);
  number calls = mine * who.batch;
  if (batches == (mine - 1) * who.count + 1) {  // the last one is mine
    calls -= batches * who.batch - what.calls;
  }
  const number in_processes = who.start_processes.count() +
                              mine * who.hand_to_process.count() +
                              calls * (wait + compute);
  if (what.may_crash) {
    if (what.needs_variables) {
      throw std::invalid_argument("neither here nor elsewhere");
    }
    return {backend::loky, nanoseconds(in_processes)};
  }
  number on_threads = who.start_threads.count() +
                      mine * who.hand_to_thread.count() + calls * wait;
  on_threads += compute * (what.lets_go ? calls : what.calls);
  if (what.needs_variables || in_processes >= on_threads) {
    if (on_threads < here) {
      return {backend::threading, nanoseconds(on_threads)};
    }
    return {backend::sequential, nanoseconds(here)};
  }
  if (in_processes < here) {
    return {backend::loky, nanoseconds(in_processes)};
  }
  return {backend::sequential, nanoseconds(here)};
}

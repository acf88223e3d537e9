#include "answer.hpp"

#include <optional>
#include <stdexcept>

namespace {

using backends::choice;
using backends::task;
using backends::workers;
using std::chrono::nanoseconds;

void refuse_nonsense(const task& what, const workers& who) {
  if (what.calls < 0 || who.count < 1 || who.batch < 1) {
    throw std::invalid_argument{
        "calls are counted from 0, workers and calls in a batch from 1"};
  }
  for (const auto span :
       {what.waits, what.computes, who.start_threads, who.start_processes,
        who.hand_to_thread, who.hand_to_process}) {
    if (span < nanoseconds{0}) {
      throw std::invalid_argument{"nothing takes less than 0 ns"};
    }
  }
}

/// What the first worker gets.
struct part {
  std::int64_t batches = 0;
  std::int64_t calls = 0;
};

part of_first_worker(std::int64_t calls, const workers& who) {
  const auto batches = (calls + who.batch - 1) / who.batch;
  const auto mine = (batches + who.count - 1) / who.count;
  const bool has_last = (batches - 1) % who.count == 0;
  const auto in_last = calls - (batches - 1) * who.batch;
  return {mine, (mine - 1) * who.batch + (has_last ? in_last : who.batch)};
}

}  // namespace

choice backends::choose(const task& what, const workers& who) {
  refuse_nonsense(what, who);
  if (what.calls == 0) {
    return {};
  }
  const auto mine = of_first_worker(what.calls, who);
  std::optional<choice> best;
  const auto consider = [&](bool may, backend on, nanoseconds takes) {
    if (may && (!best || takes < best->takes)) {
      best = {on, takes};
    }
  };
  const bool several = who.count > 1;
  consider(!what.may_crash, backend::sequential,
           what.calls * (what.waits + what.computes));
  consider(!what.may_crash && several, backend::threading,
           who.start_threads + mine.batches * who.hand_to_thread +
               mine.calls * what.waits +
               (what.lets_go ? mine.calls : what.calls) * what.computes);
  consider(!what.needs_variables && several, backend::loky,
           who.start_processes + mine.batches * who.hand_to_process +
               mine.calls * (what.waits + what.computes));
  if (!best) {
    throw std::invalid_argument{
        "calls that may crash need a process of their own, which there is "
        "not: they need this program's variables, or there is one worker"};
  }
  return *best;
}

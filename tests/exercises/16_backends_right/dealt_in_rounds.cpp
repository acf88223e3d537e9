// Follows the deal from the end: only the last round can be short.
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "answer.hpp"

namespace {

using backends::backend;
using std::chrono::nanoseconds;

std::pair<std::int64_t, std::int64_t> hand_of_first(std::int64_t calls,
                                                    std::int64_t workers,
                                                    std::int64_t batch) {
  const auto round = workers * batch;
  auto rounds = calls / round;
  auto left = calls % round;
  if (left == 0) {  // the last round is a whole one
    --rounds;
    left = round;
  }
  return {rounds + 1, rounds * batch + (left < batch ? left : batch)};
}

bool makes_sense(const backends::task& what, const backends::workers& who) {
  nanoseconds sum{0};
  for (const auto span :
       {what.waits, what.computes, who.start_threads, who.start_processes,
        who.hand_to_thread, who.hand_to_process}) {
    if (span < sum) {
      return false;
    }
  }
  return what.calls >= 0 && who.count >= 1 && who.batch >= 1;
}

}  // namespace

backends::choice backends::choose(const task& what, const workers& who) {
  if (!makes_sense(what, who)) {
    throw std::invalid_argument{std::string{"this makes no sense"}};
  }
  if (what.calls == 0) {
    return {};
  }
  const auto [batches, calls] = hand_of_first(what.calls, who.count, who.batch);
  std::map<nanoseconds, backend> by_time;  // the first one of a time stays
  if (!what.may_crash) {
    by_time.try_emplace((what.waits + what.computes) * what.calls,
                        backend::sequential);
  }
  if (!what.may_crash && who.count != 1) {
    auto computing = what.computes;
    computing *= what.lets_go ? calls : what.calls;
    by_time.try_emplace(who.start_threads + who.hand_to_thread * batches +
                            what.waits * calls + computing,
                        backend::threading);
  }
  if (!what.needs_variables && who.count != 1) {
    by_time.try_emplace(who.start_processes + who.hand_to_process * batches +
                            (what.waits + what.computes) * calls,
                        backend::loky);
  }
  if (by_time.empty()) {
    throw std::invalid_argument{std::string{"no backend is left"}};
  }
  return {by_time.begin()->second, by_time.begin()->first};
}

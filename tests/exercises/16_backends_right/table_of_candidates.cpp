// A table of candidates, sorted; those that may not be used are taken out.
#include <algorithm>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

namespace backends {
namespace {

struct candidate {
  bool may;
  choice as;
};

std::int64_t divide_up(std::int64_t a, std::int64_t b) {
  return a / b + (a % b == 0 ? 0 : 1);
}

}  // namespace

choice choose(const task& what, const workers& who) {
  constexpr std::chrono::nanoseconds none{0};
  const auto least =
      std::min({what.waits, what.computes, who.start_threads,
                who.start_processes, who.hand_to_thread, who.hand_to_process});
  if (least < none || what.calls < 0 ||
      std::min<std::int64_t>(who.count, who.batch) < 1) {
    throw std::invalid_argument{"choose"};
  }
  if (what.calls == 0) {
    return {backend::sequential, none};
  }
  const auto batches = divide_up(what.calls, who.batch);
  const auto own = divide_up(batches, who.count);
  const auto full = (what.calls / who.batch);
  // Of the full batches it has each count-th; and the rest, if that is its own.
  auto calls = divide_up(full, who.count) * who.batch;
  if (full % who.count == 0) {
    calls += what.calls % who.batch;
  }
  const auto computing = what.lets_go ? calls : what.calls;
  std::vector<candidate> all{
      {!what.may_crash,
       {backend::sequential, what.calls * (what.waits + what.computes)}},
      {!what.may_crash && who.count > 1,
       {backend::threading, who.start_threads + own * who.hand_to_thread +
                                calls * what.waits +
                                computing * what.computes}},
      {!what.needs_variables && who.count > 1,
       {backend::loky, who.start_processes + own * who.hand_to_process +
                           calls * (what.waits + what.computes)}}};
  std::erase_if(all, [](const candidate& one) { return !one.may; });
  std::ranges::stable_sort(all, {},
                           [](const candidate& one) { return one.as.takes; });
  if (all.empty()) {
    throw std::invalid_argument{"choose: nobody may"};
  }
  return all.front().as;
}

}  // namespace backends

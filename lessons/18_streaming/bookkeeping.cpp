// What the runs note, beside the idea.
#include "bookkeeping.hpp"

#include <fstream>
#include <string>

namespace streaming {

std::int64_t memory_kb() {
  std::ifstream status{"/proc/self/status"};
  std::string word;
  while (status >> word && word != "VmRSS:") {
  }
  std::int64_t kb = 0;
  status >> kb;
  return kb;
}

one_run prepared(const char* form, tandem::parallel_options options,
                 std::int64_t inputs) {
  options.pre_dispatch = usual_pre_dispatch;
  const auto how = tandem::plan(options).how;
  const auto workers = static_cast<std::int64_t>(how.workers);
  one_run run{.form = form,
              .inputs = inputs,
              .batch = static_cast<std::int64_t>(how.batch_size.value_or(1))};
  run.limit = std::max(static_cast<std::int64_t>(how.pre_dispatch),
                       workers * run.batch);
  // An input or a result for each unread call, both while a worker makes it,
  // and the result that is being read.
  run.may_live = run.limit + workers + 1;
  return run;
}

void note(const item& result, one_run& run) {
  run.misplaced += result.value() == 2 * run.results ? 0 : 1;
  ++run.results;
}

void conclude(one_run& run, const gauge& counted,
              std::chrono::steady_clock::time_point begin) {
  run.wall = std::chrono::steady_clock::now() - begin;
  run.most_unfinished = counted.most_unfinished();
  run.most_living = item::most_living();
}

}  // namespace streaming

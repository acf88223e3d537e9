// Who slept when, and whether that was the rule.
#include "one_run.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace parallel_delayed {

void draw_sleeps(one_run& run) {
  std::vector<tandem::noted_span> spans;
  spans.reserve(run.notes.size());
  for (const auto& call : run.notes) {
    spans.push_back({call.thread, call.begin, call.end});
  }
  tandem::note_spans(run.who_slept, tandem::doing::blocked, std::move(spans));
}

int one_run::went_to_who_was_free(int workers) const {
  std::map<pid_t, std::int64_t> free_since;
  int as_it_should = 0;
  for (const auto& call : notes) {
    // Who has not slept yet was free from the beginning.
    const auto its = free_since.find(call.thread);
    const bool is_new = its == free_since.end();
    const bool others_are_new = static_cast<int>(free_since.size()) < workers;
    const bool was_first =
        is_new ? others_are_new
               : !others_are_new &&
                     std::ranges::all_of(free_since, [&](const auto& other) {
                       return its->second <= other.second;
                     });
    if (!was_first) {
      return as_it_should;
    }
    ++as_it_should;
    free_since[call.thread] = call.end;
  }
  return as_it_should;
}

std::string one_run::disturbance() const {
  // Ends are one shortest sleep apart, or more: this cannot confuse them.
  const auto most_idle = notes.front().span / 4;
  std::map<pid_t, std::int64_t> free_since;
  auto first = notes.front().begin;
  for (const auto& call : notes) {
    first = std::min(first, call.begin);
  }
  for (const auto& call : notes) {
    if (call.end - call.begin > call.span + call.span / 10) {
      return "a sleep woke more than 10 % late";
    }
    const auto since = free_since.try_emplace(call.thread, first);
    if (call.begin - since.first->second > most_idle) {
      return "a free worker had to wait for the CPU";
    }
    since.first->second = call.end;
  }
  return "";
}

}  // namespace parallel_delayed

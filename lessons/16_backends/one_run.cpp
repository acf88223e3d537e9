#include "one_run.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <utility>

namespace backends {

using std::chrono::nanoseconds;

int one_run::most_at_once() const { return who_worked.most_at_once(what); }

nanoseconds one_run::cpu() const {
  std::int64_t sum = 0;
  for (const auto& one : notes) {
    sum += one.cpu;
  }
  return nanoseconds{sum};
}

std::int64_t one_run::processes() const {
  std::set<pid_t> all;
  for (const auto& one : notes) {
    all.insert(one.process);
  }
  return static_cast<std::int64_t>(all.size());
}

nanoseconds one_run::span() const {
  const auto first = std::ranges::min(notes, {}, &note::begin).begin;
  const auto last = std::ranges::max(notes, {}, &note::end).end;
  return nanoseconds{last - first};
}

nanoseconds one_run::stagger() const {
  std::map<pid_t, std::int64_t> first_of;
  for (const auto& one : notes) {
    auto& first = first_of.try_emplace(one.thread, one.begin).first->second;
    first = std::min(first, one.begin);
  }
  const auto firsts = first_of | std::views::values;
  return nanoseconds{std::ranges::max(firsts) - std::ranges::min(firsts)};
}

one_run make_run(tandem::doing what, std::vector<note> notes, nanoseconds wall,
                 tandem::timeline lanes) {
  std::vector<tandem::noted_span> spans;
  spans.reserve(notes.size());
  for (const auto& one : notes) {
    spans.push_back({one.thread, one.begin, one.end});
  }
  tandem::note_spans(lanes, what, std::move(spans));
  return {what, std::move(notes), wall, std::move(lanes)};
}

}  // namespace backends

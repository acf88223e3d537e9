// What the notes say of a run.
#include "one_run.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <utility>

namespace pool_map {
namespace {

using std::chrono::nanoseconds;

/// When each worker began its first job.
std::map<pid_t, std::int64_t> first_begins(const std::vector<note>& notes) {
  std::map<pid_t, std::int64_t> firsts;
  for (const auto& one : notes) {
    auto& first = firsts.try_emplace(one.thread, one.begin).first->second;
    first = std::min(first, one.begin);
  }
  return firsts;
}

}  // namespace

std::vector<std::size_t> one_run::chunks() const {
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const bool goes_on = i > 0 && draws[i].by == draws[i - 1].by &&
                         draws[i].at <= notes.at(i - 1).begin;
    if (goes_on) {
      ++sizes.back();
    } else {
      sizes.push_back(1);
    }
  }
  return sizes;
}

int one_run::most_at_once() const {
  return who_worked.most_at_once(tandem::doing::running);
}

std::int64_t one_run::busy_workers() const {
  return std::ssize(first_begins(notes));
}

std::int64_t one_run::processes() const {
  std::set<pid_t> all;
  for (const auto& one : notes) {
    all.insert(one.process);
  }
  return std::ssize(all);
}

nanoseconds one_run::cpu() const {
  std::int64_t sum = 0;
  for (const auto& one : notes) {
    sum += one.cpu;
  }
  return nanoseconds{sum};
}

nanoseconds one_run::span() const {
  const auto first = std::ranges::min(notes, {}, &note::begin).begin;
  const auto last = std::ranges::max(notes, {}, &note::end).end;
  return nanoseconds{last - first};
}

nanoseconds one_run::stagger(int workers) const {
  const auto firsts = first_begins(notes);
  if (std::ssize(firsts) < workers) {
    return span();
  }
  const auto begins = firsts | std::views::values;
  return nanoseconds{std::ranges::max(begins) - std::ranges::min(begins)};
}

void draw_jobs(one_run& run) {
  std::vector<tandem::noted_span> spans;
  spans.reserve(run.notes.size());
  for (const auto& one : run.notes) {
    spans.push_back({one.thread, one.begin, one.end});
  }
  tandem::note_spans(run.who_worked, tandem::doing::running, std::move(spans));
}

}  // namespace pool_map

#include "experiment.hpp"

#include <unistd.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/workers/pool.hpp"

namespace loop_on_a_pool {
namespace {

using std::chrono::steady_clock;
using tandem::delayed;

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

/// The second list, in a worker. Each process has a variable of its own.
list kept;

/// The initializer.
void keep(const list& second) { kept = second; }

/// What a part notes of itself, and gives back.
struct part_done {
  look_up seen{};
  tandem::noted_span when{};

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& seen& when.worker& when.begin& when.end;
  }
};

/// The task: looks for the rows of a part in the list that it has.
part_done look_in_kept(std::uint64_t begin, const list& some) {
  part_done part{.when = {.worker = getpid(), .begin = now()}};
  part.seen = by_a_loop(some, kept);
  for (auto& position : part.seen.found) {
    position += begin;
  }
  part.when.end = now();
  return part;
}

/// The other way: a row, and the whole list along with it.
bool look_in_sent(const five& row, const list& second) {
  return std::ranges::find(second, row) != second.end();
}

/// Looks right here.
way timed(const char* name, look_up (*look)(const list&, const list&),
          const two_lists& of) {
  const auto begin = steady_clock::now();
  auto seen = look(of.first, of.second);
  return {name, std::move(seen), steady_clock::now() - begin};
}

/// Looks in the workers of a pool, who get the second list when they start.
void look_on_pool(evidence& seen, const two_lists& of, splitter split) {
  const auto at = [&](std::uint64_t i) {
    return of.first.begin() + static_cast<std::ptrdiff_t>(i);
  };
  auto begin = steady_clock::now();
  tandem::pool workers{
      {.workers = seen.workers, .initialize = delayed<keep>(of.second)}};
  seen.start = steady_clock::now() - begin;
  seen.sent.before = workers.bytes_sent();

  seen.who_worked = tandem::timeline{seen.workers};
  begin = steady_clock::now();
  std::vector<std::tuple<std::uint64_t, list>> parts;
  for (const auto& part : split(of.first.size(), seen.workers)) {
    seen.sent.rows += part.end - part.begin;
    parts.emplace_back(part.begin, list{at(part.begin), at(part.end)});
  }
  const auto done = workers.starmap<look_in_kept>(parts, 1);
  seen.on_pool = {.name = "loop on a pool",
                  .wall = steady_clock::now() - begin};
  seen.sent.parts = workers.bytes_sent() - seen.sent.before;

  std::vector<tandem::noted_span> spans;
  for (const auto& part : done) {
    seen.on_pool.seen.append(part.seen);
    spans.push_back(part.when);
  }
  tandem::note_spans(seen.who_worked, tandem::doing::running, std::move(spans));

  // A few rows with the second list along, for comparison.
  const auto before = workers.bytes_sent();
  seen.sent.rows_with = 20;
  workers.starmap<look_in_sent>(
      std::vector<std::tuple<five, list>>(seen.sent.rows_with,
                                          {of.first[0], of.second}),
      1);
  seen.sent.with = workers.bytes_sent() - before;
}

}  // namespace

evidence measure(splitter split, int workers, tandem::scale size) {
  const std::uint64_t rows = size == tandem::scale::quick    ? 4'001
                             : size == tandem::scale::normal ? 10'007
                                                             : 20'000;
  const auto of = made_up(rows);
  evidence seen;
  seen.workers = workers;
  seen.size = size;
  seen.first = of.first.size();
  seen.second = of.second.size();
  look_on_pool(seen, of, split);
  seen.plain = timed("plain loop", by_a_loop, of);
  seen.hash_set = timed("hash set", by_a_hash_set, of);
  return seen;
}

}  // namespace loop_on_a_pool

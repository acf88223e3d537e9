#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/22_loop_on_a_pool_scene.hpp"

namespace loop_on_a_pool {
// What an answer calls to compare rows.
bool operator==(const row& left, const row& right) {
  ++compared_here;
  return left.numbers_ == right.numbers_;
}
}  // namespace loop_on_a_pool

namespace {

using loop_check::breaks;
using loop_check::lists;
using loop_check::positions;
using loop_check::record;
using loop_check::row_range;
using loop_check::rows_of;
using loop_check::script;
using loop_check::scripted_pool;

constexpr std::uint64_t bytes_of_a_row = 20;
constexpr std::uint64_t beside = 4096;  ///< for each process

struct run {
  positions found;
  record seen;
};

/// Has the answer look for rows; what has gone wrong in a worker is told.
run call(scripted_pool& pool, const lists& of, const script& how = {}) {
  run all;
  pool.follow(how);
  const auto before = loop_on_a_pool::compared_here;
  std::exception_ptr thrown;
  try {
    const auto limit = loop_check::memory_limit::a_gigabyte();
    all.found = loop_on_a_pool::occurring(pool, of.first, of.second);
  } catch (const std::bad_alloc&) {
    tandem::demand(false, {.expected = "a few MB of memory, for some parcels",
                           .saw = "1 GB, and it was not enough",
                           .why = "does a loop make parcels without end?"});
  } catch (...) {
    thrown = std::current_exception();
  }
  all.seen = pool.seen();
  all.seen.here = loop_on_a_pool::compared_here - before;
  tandem::demand(all.seen.trouble.empty(),
                 {.expected = "tasks that come to their end",
                  .saw = all.seen.trouble,
                  .why = "a worker has no variables of yours, and your "
                         "addresses mean nothing there: it knows what it is "
                         "sent"});
  if (thrown) {
    std::rethrow_exception(thrown);
  }
  return all;
}

std::string numbered(std::size_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string processes(std::size_t count) {
  return count == 1 ? "1 process" : fmt::format("{} processes", count);
}

/// "20 rows in 30, on 3 workers".
std::string in_words(const lists& of, int workers) {
  return fmt::format("{} in {}, on {}", numbered(of.first.size(), "row"),
                     of.second.size(),
                     numbered(static_cast<std::size_t>(workers), "worker"));
}

/// "3, 5, 8, ... (20 of them)".
std::string in_words(const positions& all) {
  if (all.empty()) {
    return "no position";
  }
  constexpr std::size_t most = 10;
  const auto shown = std::min(all.size(), most);
  const auto some = fmt::format(
      "{}", fmt::join(all.begin(),
                      all.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  return all.size() <= most
             ? some
             : fmt::format("{}, ... ({} of them)", some, all.size());
}

/// What has become of the positions, where that can be seen.
std::string why_differ(const positions& found, const positions& right) {
  if (found.size() > right.size() &&
      std::ranges::adjacent_find(found) != found.end()) {
    return "each position is given once, however often its row occurs";
  }
  auto sorted = found;
  std::ranges::sort(sorted);
  if (sorted == right) {
    return "these are the right ones, but not in ascending order";
  }
  const bool lacks_the_end =
      found.size() < right.size() &&
      std::equal(found.begin(), found.end(), right.begin());
  return lacks_the_end && !found.empty()
             ? fmt::format("from position {} on, none is found",
                           right[found.size()])
             : "";
}

void demand_found(const run& one, const lists& of, int workers,
                  const std::string& why = "") {
  const auto right = of.by_the_plain_loop().found;
  tandem::demand(one.found == right,
                 {.expected = fmt::format("{}: {}", in_words(of, workers),
                                          in_words(right)),
                  .saw = in_words(one.found),
                  .why = why.empty() ? why_differ(one.found, right) : why});
}

/// The same rows are found as by the plain loop.
void demand_right(scripted_pool& pool, const lists& of,
                  const std::string& why = "", const script& how = {}) {
  demand_found(call(pool, of, how), of, pool.workers(), why);
}

/// What is sent: the second list once for each process, the first one once.
void demand_bytes(const record& seen, const lists& of, int workers,
                  std::size_t team) {
  const auto of_second = of.second.size() * bytes_of_a_row;
  const auto of_first = of.first.size() * bytes_of_a_row;
  const auto allowed = team * of_second + of_first + team * beside;
  const auto with_each = seen.parcels * of_second;
  tandem::demand(
      seen.sent <= allowed,
      {.expected = fmt::format(
           "{}: at most {} bytes sent: {} for the second list, to {}; {} for "
           "the first; {} beside for each process",
           in_words(of, workers), allowed, of_second, processes(team), of_first,
           beside),
       .saw = fmt::format("{} bytes, in {}, and {}", seen.sent,
                          numbered(seen.parcels, "parcel"),
                          numbered(seen.prepared, "preparation")),
       .why = seen.parcels > 0 && of_second > 0 && seen.sent >= with_each &&
                      with_each > allowed
                  ? "the second list travels with every parcel"
              : seen.parcels > 30 * team
                  ? "every parcel costs some 120 bytes of its own"
                  : ""});
}

void demand_comparisons(const record& seen, const lists& of, int workers) {
  const auto plain = of.by_the_plain_loop().compared;
  tandem::demand(
      seen.here == 0,
      {.expected = fmt::format("{}: only the workers compare rows",
                               in_words(of, workers)),
       .saw = fmt::format(
           "{} in the caller's process",
           numbered(static_cast<std::size_t>(seen.here), "comparison")),
       .why = ""});
  tandem::demand(
      seen.compared <= plain,
      {.expected = fmt::format("{}: rows compared {} times at most, as the "
                               "plain loop does",
                               in_words(of, workers), plain),
       .saw = fmt::format("{} times", seen.compared),
       .why = seen.compared == of.first.size() * of.second.size()
                  ? "once an equal row is found, there is nothing more to look "
                    "for"
                  : ""});
}

/// `of` have no row in common: of two rows that are not compared, nobody knows.
void demand_each_pair(const record& seen, const lists& of, int workers) {
  const auto pairs = of.first.size() * of.second.size();
  tandem::demand(
      seen.compared >= pairs,
      {.expected = fmt::format("{}, none the same: rows compared {} times, "
                               "each with each",
                               in_words(of, workers), pairs),
       .saw = fmt::format("{} times, for {}", seen.compared,
                          numbered(seen.parcels, "parcel")),
       .why = "rows can be copied and compared, and nothing else; and it is "
              "for the workers to do"});
}

void demand_one_map(const record& seen, const lists& of, int workers) {
  tandem::demand(
      seen.maps <= 1,
      {.expected = fmt::format("{}: one call of map or map_unordered, with all "
                               "parcels",
                               in_words(of, workers)),
       .saw = fmt::format("{} calls", seen.maps),
       .why = "each of them waits until its parcels are done, while other "
              "workers have nothing to do"});
}

/// Every worker can have its share at once. `of` have no row in common.
void demand_shared_out(const record& seen, const lists& of, int workers) {
  demand_one_map(seen, of, workers);
  const auto count = static_cast<std::size_t>(workers);
  const auto share = (of.first.size() + count - 1) / count;
  tandem::demand(
      seen.most <= share * of.second.size(),
      {.expected = fmt::format("{}: no parcel makes its worker compare more "
                               "than {}",
                               in_words(of, workers), numbered(share, "row")),
       .saw = fmt::format("a parcel for which {} are compared",
                          numbered(seen.most / of.second.size(), "row")),
       .why = "the other workers are idle meanwhile"});
}

/// Lists without a common row.
lists apart(std::size_t first, std::size_t second) {
  return {row_range(1'000'000, first), row_range(0, second)};
}

/// All but how the work is shared out.
void demand_all(scripted_pool& pool, const lists& of) {
  const auto seen = call(pool, of);
  demand_found(seen, of, pool.workers());
  demand_bytes(seen.seen, of, pool.workers(),
               static_cast<std::size_t>(pool.workers()));
  demand_comparisons(seen.seen, of, pool.workers());
}

/// What was left over from the call before, if anything was.
std::string why_left_over(const positions& found, const lists& of,
                          const lists& before) {
  const auto with = [&](const loop_check::rows& second) {
    return lists{of.first, second}.by_the_plain_loop().found;
  };
  auto both = before.second;
  both.insert(both.end(), of.second.begin(), of.second.end());
  const auto found_before = before.by_the_plain_loop().found;
  const bool begins_so =
      found.size() >= found_before.size() &&
      std::equal(found_before.begin(), found_before.end(), found.begin());
  return found == with(of.second) ? ""
         : found == with(before.second)
             ? "that is what is in the second list of the call before"
         : found == with(both)
             ? "what was right in the call before is in it, too"
         : begins_so && !found_before.empty()
             ? "this begins with what the call before has found"
             : "";
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "example") {
  scripted_pool pool{3};
  const lists of{rows_of({7, 1, 9, 4, 8, 3, 6, 5, 0, 30}),
                 rows_of({4, 1, 20, 6, 3, 30, 9})};
  const auto seen = call(pool, of);
  demand_found(
      seen, of, 3,
      seen.seen.rows < of.first.size() + of.second.size()
          ? "a worker has none of your variables: what it was not sent, it "
            "cannot look at"
          : "");
}

TEST_CASE_METHOD(tandem::probe, "again") {
  scripted_pool pool{3};
  lists of;  // at the same address each time
  lists before;
  for (const auto& [first, second] :
       std::vector<std::pair<loop_check::rows, loop_check::rows>>{
           {row_range(0, 30), row_range(0, 15)},
           {row_range(0, 40), row_range(20, 15)},
           {row_range(0, 30), {}},
           {row_range(0, 3), row_range(1, 60)},
           {row_range(0, 31), row_range(10, 60)}}) {
    of.first.assign(first.begin(), first.end());
    of.second.assign(second.begin(), second.end());
    const auto seen = call(pool, of);
    demand_found(seen, of, 3, why_left_over(seen.found, of, before));
    before = of;
  }
  scripted_pool another{3};
  demand_right(another, of,
               "this is another pool: its workers know nothing yet");
}

TEST_CASE_METHOD(tandem::probe, "bytes") {
  scripted_pool pool{3};
  for (const auto& of :
       {apart(1'200, 1'500), apart(3'000, 100), apart(100, 3'000)}) {
    const auto seen = call(pool, of).seen;
    demand_bytes(seen, of, 3, 3);
  }
  scripted_pool alone{1};
  const auto of = apart(8'000, 2);
  demand_bytes(call(alone, of).seen, of, 1, 1);
}

TEST_CASE_METHOD(tandem::probe, "each_once") {
  scripted_pool pool{3};
  demand_right(
      pool, {rows_of({1, 2, 3, 4, 5, 6}), rows_of({2, 2, 5, 9, 2, 5, 6, 6})});
  demand_right(pool, {rows_of({1, 2, 2, 1, 2, 4, 4, 2, 1}), rows_of({2, 4})},
               "of equal rows in the first list, each has a position of its "
               "own");
}

TEST_CASE_METHOD(tandem::probe, "any_order") {
  scripted_pool pool{3};
  const lists of{row_range(0, 40), row_range(3, 33)};
  const std::string why =
      "whoever is done first, positions are given in ascending order";
  demand_right(pool, of);
  demand_right(pool, of, why, {.last_first = true});
}

TEST_CASE_METHOD(tandem::probe, "whoever_is_free") {
  scripted_pool pool{3};
  const lists of{row_range(0, 40), row_range(3, 33)};
  const std::string why =
      "a worker may take many parcels, or none: no parcel can be meant for one "
      "of them";
  demand_right(pool, of);
  scripted_pool fresh{3};  // whose workers know nothing yet
  demand_right(fresh, of, why,
               {.who = [](std::size_t i) { return i < 3 ? 0 : i % 3; }});
  const auto one_takes_all = [](std::size_t) { return 1; };
  demand_right(fresh, of, why, {.who = one_takes_all});
  demand_right(fresh, of, why, {.who = one_takes_all, .last_first = true});
}

TEST_CASE_METHOD(tandem::probe, "new_workers") {
  scripted_pool pool{2};
  for (const auto& of :
       {lists{row_range(0, 40), row_range(3, 33)}, apart(500, 400)}) {
    const auto seen =
        call(pool, of,
             {.who = [](std::size_t i) { return i / 2; }, .workers_end = true});
    demand_found(seen, of, 2,
                 "workers end, and new ones take their places: what the pool "
                 "sends to these is what `initialize` was given");
    // Each parcel has made one worker more.
    demand_bytes(seen.seen, of, 2, 2 + seen.seen.parcels);
  }
}

TEST_CASE_METHOD(tandem::probe, "comparisons") {
  scripted_pool pool{3};
  lists of{row_range(0, 301), row_range(100, 300)};
  demand_comparisons(call(pool, of).seen, of, 3);
  std::ranges::reverse(of.first);
  demand_comparisons(call(pool, of).seen, of, 3);
  of = {rows_of({1, 2, 1, 2, 1, 3}), rows_of({1, 1, 1, 2, 2, 2})};
  demand_comparisons(call(pool, of).seen, of, 3);
  of = apart(30, 20);
  demand_each_pair(call(pool, of).seen, of, 3);
}

TEST_CASE_METHOD(tandem::probe, "shared_out") {
  for (const auto& [workers, counts] :
       std::vector<std::pair<int, std::vector<std::size_t>>>{
           {3, {600, 7, 5, 3, 2}},
           {5, {501, 9, 6}},
           {2, {2, 1}},
           {4, {7}},
           {10, {100}}}) {
    scripted_pool pool{workers};
    for (const auto count : counts) {
      const auto of = apart(count, 40);
      demand_shared_out(call(pool, of).seen, of, workers);
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "every_length") {
  for (int workers = 1; workers <= 4; ++workers) {
    scripted_pool pool{workers};
    for (std::size_t count = 0; count <= 17; ++count) {
      demand_all(pool, {row_range(0, count), row_range(0, 20)});
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "more_workers_than_rows") {
  scripted_pool pool{10};
  for (const std::size_t count : {1U, 3U, 9U, 11U, 40U}) {
    demand_all(pool, {row_range(0, count), row_range(10, 30)});
  }
}

TEST_CASE_METHOD(tandem::probe, "empty_lists") {
  scripted_pool pool{2};
  demand_right(pool, {{}, {}}, "there is nothing to look for");
  demand_right(pool, {{}, row_range(0, 5)}, "there is nothing to look for");
  demand_right(pool, {row_range(0, 5), {}}, "nothing occurs in an empty list");
}

TEST_CASE_METHOD(tandem::probe, "many_rows") {
  scripted_pool pool{2};
  for (const auto& of :
       {lists{row_range(0, 70'000), rows_of({69'999, 65'536, 300})},
        lists{rows_of({69'999, 5, 80'000}), row_range(0, 70'000)}}) {
    const auto seen = call(pool, of);
    demand_found(seen, of, 2);
    demand_bytes(seen.seen, of, 2, 2);
    demand_one_map(seen.seen, of, 2);
  }
}

TEST_CASE_METHOD(tandem::probe, "errors") {
  scripted_pool pool{3};
  const lists of{row_range(0, 40), row_range(3, 33)};
  const auto thrown_by = [&](const script& how) -> std::string {
    const auto right = static_cast<int>(how.when);
    pool.follow(how);
    try {
      loop_on_a_pool::occurring(pool, of.first, of.second);
      return "positions, as if nothing had happened";
    } catch (const loop_check::odd_failure& error) {
      return how.oddly && error.number == right ? "" : "another exception";
    } catch (const loop_check::usual_failure& error) {
      return !how.oddly && error.number == right ? "" : "another exception";
    } catch (const tandem::todo&) {
      throw;
    } catch (...) {
      return "another exception";
    }
  };
  for (const auto& [when, who] :
       {std::pair{breaks::when_it_initializes, "initialize"},
        std::pair{breaks::in_a_map, "a map"},
        std::pair{breaks::initializing_again, "a later initialize"}}) {
    for (const bool oddly : {false, true}) {
      const auto saw = thrown_by({.when = when, .oddly = oddly});
      tandem::demand(
          saw.empty() || !pool.seen().broke,
          {.expected = fmt::format("the very exception that {} throws{}", who,
                                   oddly ? ", which is no std::exception" : ""),
           .saw = saw,
           .why = "who calls you has to know that the pool has failed, and "
                  "how"});
    }
  }
  demand_right(pool, of, "the pool works again, after it has failed");
}

TEST_CASE_METHOD(tandem::probe, "made_up_lists") {
  std::mt19937 dice{22};  // always the same lists
  const auto number = [&](int least, int most) {
    return std::uniform_int_distribution<int>{least, most}(dice);
  };
  scripted_pool pool{3};
  for (int i = 0; i < 100; ++i) {
    lists of;
    const int kinds = number(1, 60);
    for (auto* one : {&of.first, &of.second}) {
      std::vector<int> all(static_cast<std::size_t>(number(0, 50)));
      std::ranges::generate(all, [&] { return number(0, kinds); });
      *one = rows_of(all);
    }
    const auto who = static_cast<std::size_t>(number(1, 5));
    const auto seen =
        call(pool, of,
             {.who = [&](std::size_t parcel) { return parcel * who / 2; },
              .last_first = i % 2 == 1});
    demand_found(seen, of, 3);
    demand_comparisons(seen.seen, of, 3);
  }
}

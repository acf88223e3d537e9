#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/13_copies_and_sharing_scene.hpp"

// What an answer's tasks call, in the workers.
std::int64_t copies_and_sharing::add_up(std::span<const std::int64_t> part) {
  if (tandem::is_worker()) {
    const auto share = tandem::shared_array<std::int64_t>::inherited();
    if (auto* const notes = copies_check::notebook_in(share)) {
      copies_check::note(*notes, share, part);
      if (!part.empty()) {
        copies_check::wait_for_all(*notes);
      }
    }
  } else {
    ++copies_check::added_up_here;
  }
  return std::accumulate(part.begin(), part.end(), std::int64_t{0});
}

namespace {

using copies_check::number;
using copies_check::scene;

constexpr std::size_t many = 500'000;

number plain_value(std::size_t i) { return static_cast<number>(i % 1000) + 1; }

void demand_sum(const scene& here, number returned, const std::string& when,
                const std::string& why = "") {
  tandem::demand(
      returned == here.right_sum(),
      {.expected = fmt::format("the sum of {} is {}", when, here.right_sum()),
       .saw = fmt::format("{}", returned),
       .why = why});
}

/// "number 5" or "numbers 5 to 8".
std::string in_words(std::size_t first, std::size_t last) {
  return first == last ? fmt::format("number {}", first)
                       : fmt::format("numbers {} to {}", first, last);
}

/// Each of the numbers is in one part, and nothing else is.
void demand_each_once(const scene& here, const std::string& when) {
  std::vector<int> times(here.numbers().size());
  for (const auto& part : here.notes().parts) {
    for (auto i = part.begin; i < part.end; ++i) {
      if (static_cast<std::size_t>(i) < times.size()) {
        ++times[static_cast<std::size_t>(i)];
      }
    }
  }
  const auto expected = [&](std::size_t i) { return i < here.count() ? 1 : 0; };
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] != expected(i)) {
      auto last = i;
      while (last + 1 < times.size() && times[last + 1] == times[i] &&
             expected(last + 1) == expected(i)) {
        ++last;
      }
      const bool beyond = i >= here.count();
      tandem::demand(
          false,
          {.expected =
               fmt::format("{}: each number is in one part, once", when),
           .saw =
               beyond
                   ? fmt::format("{} are added up, counted from 0, and the "
                                 "last one is number {}",
                                 in_words(i, last),
                                 static_cast<std::int64_t>(here.count()) - 1)
                   : fmt::format("{}: {} times", in_words(i, last), times[i]),
           .why = beyond ? "the share is larger than the array in it: "
                           "shared.size() says how many numbers are yours"
                         : ""});
    }
  }
}

std::string by_workers(std::size_t count, int workers) {
  return fmt::format("{} number{} on {} worker{}", count, count == 1 ? "" : "s",
                     workers, workers == 1 ? "" : "s");
}

/// Lets an answer add up small arrays of some sizes, and looks at the parts.
void demand_parts(int workers, const std::vector<std::size_t>& counts) {
  for (const auto count : counts) {
    scene here{count + 10, workers};  // new workers, who remember nothing
    here.fill(count, plain_value);
    const auto returned = here.call();
    const auto when = by_workers(count, workers);
    demand_each_once(here, when);
    demand_sum(here, returned, when);
  }
}

void demand_all_at_once(int workers, const std::vector<std::size_t>& counts) {
  scene here{std::ranges::max(counts), workers};
  for (const auto count : counts) {
    here.fill(count, plain_value);
    here.call(true);
    const auto& notes = here.notes();
    if (notes.undecided > 0) {
      throw tandem::not_judged{
          "a worker was held for 10 s, and neither did the others come nor was "
          "it certain that they cannot"};
    }
    tandem::demand(
        notes.arrived == workers,
        {.expected = fmt::format("{}: {} workers in add_up at once, each with "
                                 "a number at least; each is held there until "
                                 "all have come",
                                 by_workers(count, workers), workers),
         .saw = fmt::format("{} came, and then nothing moved any more",
                            notes.arrived),
         .why = "the others were given nothing to add up meanwhile"});
  }
}

/// Of a place where nobody may write.
void demand_unchanged(number was, number is, const std::string& where) {
  tandem::demand(was == is,
                 {.expected = "nobody writes into the share",
                  .saw = fmt::format("{} was {} and is {}", where, was, is),
                  .why = "others may use what lies there, too"});
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "bytes") {
  scene here{many};
  here.fill(many / 10, plain_value);
  here.call();
  const auto sent_of_few = here.sent();
  here.fill(many, plain_value);
  here.call();
  constexpr std::uint64_t allowed = std::uint64_t{3} * 4096;
  const auto payload = here.bytes();
  tandem::demand(
      here.sent() <= allowed,
      {.expected = fmt::format("at most {} bytes sent to 3 workers, for {} "
                               "numbers, which are in the share",
                               allowed, many),
       .saw = fmt::format("{} bytes; the numbers themselves are {}",
                          here.sent(), payload),
       .why = here.sent() >= 3 * payload
                  ? "each worker was sent all the numbers"
              : here.sent() >= payload
                  ? "the numbers went through the pipes, and every worker has "
                    "them already"
                  : "what is sent grows with the numbers"});
  constexpr std::uint64_t two_parts_more = 256;  // as rounding may have it
  tandem::demand(
      here.sent() <= sent_of_few + two_parts_more,
      {.expected = fmt::format("no more bytes sent for {} numbers than for {}",
                               many, many / 10),
       .saw = fmt::format("{} bytes, and {}", here.sent(), sent_of_few),
       .why = "what is sent grows with the numbers"});
  tandem::demand(
      here.received() <= allowed,
      {.expected = fmt::format("at most {} bytes back from 3 workers, for {} "
                               "numbers",
                               allowed, many),
       .saw = fmt::format("{} bytes", here.received()),
       .why = here.received() >= payload ? "the numbers came back, and this "
                                           "process has them already"
                                         : ""});
}

TEST_CASE_METHOD(tandem::probe, "in_the_workers") {
  scene here{many};
  here.fill(many, plain_value);
  here.call();
  const bool touched = here.touched().value_or(0) > 0;
  const std::string has_read = "the caller's process has read numbers";
  tandem::demand(
      here.notes().calls > 0 && copies_check::added_up_here == 0,
      {.expected = "the workers that it is given call add_up, and nobody else",
       .saw = fmt::format("{} calls in these workers, {} in the caller's "
                          "process",
                          here.notes().calls, copies_check::added_up_here),
       .why = touched ? has_read
              : here.notes().calls == 0 && copies_check::added_up_here == 0
                  ? "what adds up in a "
                    "worker has to call "
                    "add_up"
                  : ""});
  tandem::demand(
      !touched,
      {.expected = "the caller's process reads none of the numbers",
       .saw = has_read,
       .why = "what the workers have in the share need not be read here"});
}

TEST_CASE_METHOD(tandem::probe, "in_place") {
  scene here{many + 100, 2};
  here.fill(many, plain_value);
  here.call();
  tandem::demand(
      here.notes().copies == 0,
      {.expected = "each part that add_up gets lies in the share",
       .saw = fmt::format("{} of {} parts lie elsewhere", here.notes().copies,
                          here.notes().calls),
       .why = "a worker has made a copy of what it could read where it is"});
  const auto now = here.numbers();
  for (std::size_t i = 0; i < now.size(); ++i) {
    demand_unchanged(
        i < many ? plain_value(i) : scene::beyond, now[i],
        fmt::format("number {}{}", i, i < many ? "" : ", behind the array,"));
  }
  for (const auto one : here.notes().behind) {
    demand_unchanged(scene::beyond, one, "a number at the end of the share");
  }
}

TEST_CASE_METHOD(tandem::probe, "every_number_once") {
  demand_parts(3, {1'001});
  demand_parts(1, {1'001});
  demand_parts(5, {1'004});
}

TEST_CASE_METHOD(tandem::probe, "few_numbers") {
  demand_parts(3, {0, 1, 2, 4});
  demand_parts(5, {9});
}

TEST_CASE_METHOD(tandem::probe, "again") {
  for (const int workers : {1, 3}) {  // one worker gets the same part again
    scene here{2'000, workers};
    here.fill(2'000, plain_value);
    demand_sum(here, here.call(), "2000 numbers");
    here.fill(2'000, [](std::size_t i) { return plain_value(i + 17) * 3; });
    demand_sum(here, here.call(), "2000 other numbers in the same share",
               "the share holds other numbers now");
    here.fill(500, plain_value);
    demand_sum(here, here.call(), "500 numbers in the same share",
               "there are fewer numbers now");
  }
}

TEST_CASE_METHOD(tandem::probe, "exact_sum") {
  constexpr std::size_t count = 100'001;
  const std::string why =
      "64 bits hold the sums; an int holds 32 of them, and a double 53";
  scene here{count, 2};
  for (const auto sign : {1, -1}) {
    // An odd sum beyond 2^53, which no double can be.
    here.fill(count, [&](std::size_t i) {
      return sign * ((std::int64_t{1} << 40U) + static_cast<number>(2 * i) + 1);
    });
    demand_sum(here, here.call(), "large numbers", why);
  }
  here.fill(count, [](std::size_t i) { return i % 2 == 0 ? -7 : 7; });
  demand_sum(here, here.call(), "numbers of either sign");
}

TEST_CASE_METHOD(tandem::probe, "all_at_once") {
  demand_all_at_once(3, {30'000, 4});
  demand_all_at_once(5, {30'001, 6});
  demand_all_at_once(2, {2});
}

#include <fmt/format.h>
#include <sched.h>

#include <cstdint>
#include <exception>
#include <fstream>
#include <limits>
#include <string>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "tests/catch.hpp"

namespace {

using cores_and_workers::raw_limits;

// What limits nothing in the cases that are about something else. Neither of
// them is special: a quota of 1000 CPUs, and more jobs than that.
const std::string wide_quota = "100000000 100000\n";
constexpr std::size_t plenty = 5000;

/// A text as one would write it in a program; of a long one, the beginning.
std::string in_quotes(const std::string& text) {
  constexpr std::size_t most = 60;
  if (text.size() > most) {
    return fmt::format("\"{}...\", {} characters", text.substr(0, most / 2),
                       text.size());
  }
  std::string shown;
  for (const char c : text) {
    shown += c == '\n' ? "\\n" : std::string{c};
  }
  return "\"" + shown + "\"";
}

std::string workers(int count) {
  return fmt::format("{} worker{}", count, count == 1 ? "" : "s");
}

void demand_workers(const raw_limits& raw, int expected,
                    const std::string& why) {
  std::string saw;
  try {
    const int answer = cores_and_workers::usable_workers(raw);
    if (answer == expected) {
      return;
    }
    saw = workers(answer);
  } catch (const tandem::todo&) {
    throw;
  } catch (const std::exception& error) {
    saw = fmt::format("an exception: {}", error.what());
  }
  tandem::demand(
      false, {.expected = fmt::format(
                  "{} for cpu.max {}, mask {}, variable {}, jobs {}",
                  workers(expected), in_quotes(raw.cpu_max),
                  in_quotes(raw.cpus_allowed),
                  raw.max_cpu_count ? in_quotes(*raw.max_cpu_count) : "not set",
                  raw.jobs),
              .saw = saw,
              .why = why});
}

raw_limits with_mask(const std::string& mask) {
  return {wide_quota, mask, {}, plenty};
}

/// Eight CPUs, and a quota.
raw_limits with_quota(const std::string& cpu_max) {
  return {cpu_max, "ff", {}, plenty};
}

/// Eight CPUs, and an environment.
raw_limits with_variable(const std::string& text) {
  return {wide_quota, "ff", text, plenty};
}

/// Eight CPUs, and some jobs.
raw_limits with_jobs(std::size_t jobs) { return {wide_quota, "ff", {}, jobs}; }

/// The kernel's own text for this thread; empty where it does not tell.
std::string own_mask() {
  std::ifstream status{"/proc/thread-self/status"};
  for (std::string word; status >> word;) {
    if (word == "Cpus_allowed:") {
      status >> word;
      return word;
    }
  }
  return "";
}

}  // namespace

// The first of all probes, so that nothing can be kept from an earlier one.
TEST_CASE_METHOD(tandem::probe, "each_call_anew") {
  demand_workers({"100000 100000\n", "1", "1", 1}, 1, "all four limits are 1");
  demand_workers({"200000 100000\n", "3", "2", 2}, 2,
                 "all four limits are 2, and were 1 in the call before: keep "
                 "nothing from call to call");
}

TEST_CASE_METHOD(tandem::probe, "affinity") {
  const std::string why =
      "each bit that is 1 in the mask is one CPU; there are no others";
  demand_workers(with_mask("1"), 1, why);
  demand_workers(with_mask("3"), 2, why);
  demand_workers(with_mask("7"), 3, why);
}

TEST_CASE_METHOD(tandem::probe, "hexadecimal") {
  const std::string why = "the mask's digits are hexadecimal: four CPUs each";
  demand_workers(with_mask("f"), 4, why);
  demand_workers(with_mask("3f"), 6, why);
  demand_workers(with_mask("00000fff"), 12, why);
}

TEST_CASE_METHOD(tandem::probe, "holes") {
  const std::string why =
      "a mask may have holes: the bits that are 1 count, not their places";
  demand_workers(with_mask("4"), 1, why);
  demand_workers(with_mask("5a"), 4, why);
  demand_workers(with_mask("80000001"), 2, why);
}

TEST_CASE_METHOD(tandem::probe, "many_words") {
  const std::string why =
      "a comma parts eight digits from the next; all of them count, and no "
      "integer is wide enough for every mask";
  demand_workers(with_mask("ffffffff"), 32, why);
  demand_workers(with_mask("00000000,0000000f"), 4, why);
  demand_workers(with_mask("3,00000000,ffffffff"), 34, why);
  demand_workers(with_mask("ffffffff,ffffffff,ffffffff,ffffffff,ffffffff"), 160,
                 why);
  std::string long_mask = "ffffffff";
  for (int word = 1; word < 64; ++word) {
    long_mask += ",0000000f";
  }
  demand_workers(with_mask(long_mask), 32 + 63 * 4,
                 "a mask may have any number of words: this one has 64");
}

TEST_CASE_METHOD(tandem::probe, "no_quota") {
  for (const auto* cpu_max : {"max 100000\n", "max 100000", ""}) {
    demand_workers(with_quota(cpu_max), 8,
                   "this quota sets no limit, so the mask's eight CPUs do");
  }
}

TEST_CASE_METHOD(tandem::probe, "whole_quota") {
  const std::string why = "the quota is so many periods of CPU time per period";
  demand_workers(with_quota("200000 100000\n"), 2, why);
  demand_workers(with_quota("300000 100000"), 3, why);
  demand_workers(with_quota("100000 100000\n"), 1, why);
}

TEST_CASE_METHOD(tandem::probe, "part_of_a_cpu") {
  const std::string why = "a quota is rounded up to whole CPUs";
  demand_workers(with_quota("150000 100000\n"), 2, why);
  demand_workers(with_quota("200001 100000\n"), 3, why);
  demand_workers(with_quota("50000 100000\n"), 1, why);
  demand_workers(with_quota("1000 100000\n"), 1, why);
}

TEST_CASE_METHOD(tandem::probe, "other_periods") {
  const std::string why =
      "the second number is the period: it is not always "
      "100 ms";
  demand_workers(with_quota("100000 50000\n"), 2, why);
  demand_workers(with_quota("3000000 1000000\n"), 3, why);
  demand_workers(with_quota("1000000000 1000000000\n"), 1, why);
  const std::string exact =
      "both numbers go up to 1000000000, and each microsecond counts";
  demand_workers(with_quota("400000000 200000000\n"), 2, exact);
  demand_workers(with_quota("100000001 100000000\n"), 2, exact);
}

TEST_CASE_METHOD(tandem::probe, "environment") {
  const std::string why = "the variable is one limit among others";
  demand_workers(with_variable("2"), 2, why);
  demand_workers(with_variable("1"), 1, why);
  demand_workers(with_variable("64"), 8, why);
  demand_workers(with_variable("999999999"), 8, why);
}

TEST_CASE_METHOD(tandem::probe, "malformed_variable") {
  for (const auto* text : {"abc", "4 CPUs", "2.5", "0", "-3", "+4", "", " 4",
                           "4\n", "12345678901"}) {
    demand_workers(
        with_variable(text), 8,
        "a variable that is no whole number from 1, or not written in "
        "digits alone, is ignored");
  }
}

TEST_CASE_METHOD(tandem::probe, "few_jobs") {
  const std::string why = "a worker without a job has nothing to do";
  demand_workers(with_jobs(3), 3, why);
  demand_workers(with_jobs(1), 1, why);
  demand_workers(with_jobs(9), 8, "nine jobs do not make a ninth CPU");
}

TEST_CASE_METHOD(tandem::probe, "many_jobs") {
  for (const std::size_t jobs :
       {std::size_t{1} << 31U, std::size_t{1} << 32U,
        (std::size_t{1} << 32U) + 2, std::numeric_limits<std::size_t>::max()}) {
    demand_workers(with_jobs(jobs), 8,
                   "a number of jobs may be too large for an int");
  }
}

TEST_CASE_METHOD(tandem::probe, "at_least_one") {
  const std::string why = "there is always at least one worker";
  demand_workers(with_jobs(0), 1, why);
  demand_workers({"50000 100000\n", "1", "1", 0}, 1, why);
}

TEST_CASE_METHOD(tandem::probe, "least_of_all") {
  const std::string why = "the least of the limits counts, whichever it is";
  demand_workers({"350000 100000\n", "ff", "6", 5}, 4, why);
  demand_workers({"350000 100000\n", "7", "6", 5}, 3, why);
  demand_workers({"350000 100000\n", "ff", "2", 5}, 2, why);
  demand_workers({"350000 100000\n", "ff", "6", 1}, 1, why);
  demand_workers({"max 100000\n", "ff", "many", 5}, 5, why);
}

TEST_CASE_METHOD(tandem::probe, "this_machine") {
  const auto demand_own = [](const std::string& where) {
    cpu_set_t mask;
    const auto text = own_mask();
    if (text.empty() || sched_getaffinity(0, sizeof mask, &mask) != 0) {
      return;  // it does not tell, or has more CPUs than this can count
    }
    demand_workers({"", text, {}, plenty}, CPU_COUNT(&mask),
                   "that is the kernel's own mask of the check, " + where);
  };
  demand_own("as it was started");
  const int here = sched_getcpu();
  cpu_set_t one;
  CPU_ZERO(&one);
  if (here >= 0 && here < CPU_SETSIZE) {
    CPU_SET(here, &one);
    sched_setaffinity(0, sizeof one, &one);
    demand_own("pinned to one CPU");
  }
}

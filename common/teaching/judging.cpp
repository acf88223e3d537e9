#include "common/teaching/judging.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "common/timing/span.hpp"
#include "common/workers/cpu_count.hpp"

namespace tandem {
namespace {

constexpr std::size_t most_tries = 15;
constexpr int fair_tries_that_decide = 5;
constexpr std::size_t least_rounds = 5;
constexpr std::chrono::milliseconds first_wait{2};
constexpr std::chrono::milliseconds longest_wait{50};

std::string machine_line() {
  return "machine   " + count_cpus().describe() + "\n";
}

claim verdict_of(std::string id, std::string says, verdict is, bound wanted,
                 figure best, std::string evidence) {
  return {.id = std::move(id),
          .says = std::move(says),
          .is = is,
          .reason = is == verdict::inconclusive
                        ? fmt::format("others used the CPUs: fewer than {} of "
                                      "{} tries were undisturbed",
                                      fair_tries_that_decide, most_tries)
                        : "",
          .measured = std::move(best),
          .allowed = wanted,
          .evidence = std::move(evidence)};
}

bool better(double a, double b, relation wanted) {
  return wanted == relation::at_least ? a > b : a < b;
}

}  // namespace

bool strict() {
  const char* value = std::getenv("TANDEM_STRICT");
  const std::string_view given = value == nullptr ? "" : value;
  if (given != "" && given != "0" && given != "1") {
    throw std::invalid_argument(
        fmt::format("TANDEM_STRICT is \"{}\"; allowed are 0 and 1", given));
  }
  return given == "1";
}

claim invariant(std::string id, std::string says, std::int64_t observed,
                std::int64_t broken, std::string unit) {
  if (observed <= 0) {
    return cannot_judge(std::move(id), std::move(says),
                        "nothing was observed, so nothing can be said");
  }
  return at_most(std::move(id), std::move(says),
                 {static_cast<double>(broken), std::move(unit)}, 0);
}

std::vector<attempt> try_until_decided(
    bound wanted, const std::function<attempt()>& try_once) {
  std::vector<attempt> tries;
  int fair = 0;
  auto wait = first_wait;
  for (;;) {
    tries.push_back(try_once());
    fair += tries.back().fair ? 1 : 0;
    if ((tries.back().fair && within(tries.back().value, wanted)) ||
        fair == fair_tries_that_decide || tries.size() == most_tries) {
      return tries;
    }
    std::this_thread::sleep_for(wait);
    wait = std::min(2 * wait, longest_wait);
  }
}

claim exists(std::string id, std::string says, bound wanted,
             const std::string& unit, const std::vector<attempt>& tries) {
  if (tries.empty()) {
    return cannot_judge(std::move(id), std::move(says), "it was not tried");
  }
  std::string shown = fmt::format("{:>3}  {:>10}  counted\n", "try", unit);
  double best = tries.front().value;
  int number = 0;
  int fair = 0;
  for (const auto& seen : tries) {
    if (seen.fair && within(seen.value, wanted)) {
      return verdict_of(std::move(id), std::move(says), verdict::holds, wanted,
                        {seen.value, unit}, "");
    }
    best = better(seen.value, best, wanted.is) ? seen.value : best;
    fair += seen.fair ? 1 : 0;
    shown += fmt::format("{:>3}  {:>10.4g}  {}{}{}\n", ++number, seen.value,
                         seen.fair ? "yes" : "no",
                         seen.note.empty() ? "" : ": ", seen.note);
  }
  const bool decided = fair >= fair_tries_that_decide;
  return verdict_of(std::move(id), std::move(says),
                    decided ? verdict::violated : verdict::inconclusive, wanted,
                    {best, unit}, machine_line() + shown);
}

attempt cpus_used(std::chrono::nanoseconds cpu, std::chrono::nanoseconds wall,
                  std::chrono::nanoseconds wanted) {
  constexpr double had_the_cpu = 0.9;
  const bool fair = ratio(cpu, wanted) > had_the_cpu;
  return {.value = ratio(cpu, wall),
          .fair = fair,
          .note = fair ? "" : "preempted by others"};
}

cpu_sample measure_cpu(const std::function<void()>& arm) {
  const auto preempted = [] {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nivcsw;
  };
  const auto cpu = [] {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return as_duration(t);
  };
  const auto switches = preempted();
  const auto begin = cpu();
  arm();
  const auto spent = cpu() - begin;
  return {spent, preempted() == switches};
}

claim cheaper(std::string id, std::string says, double limit,
              const std::function<cpu_sample()>& a,
              const std::function<cpu_sample()>& b) {
  auto least_a = std::chrono::nanoseconds::max();
  auto least_b = std::chrono::nanoseconds::max();
  int fair = 0;
  double ratio = 0;
  std::string rounds =
      fmt::format("{:>5}  {:>10}  {:>10}  counted\n", "round", "A us", "B us");
  for (std::size_t round = 1; round <= most_tries; ++round) {
    cpu_sample first = round % 2 == 1 ? a() : b();
    cpu_sample second = round % 2 == 1 ? b() : a();
    if (round % 2 == 0) {
      std::swap(first, second);
    }
    least_a = std::min(least_a, first.cpu);
    least_b = std::min(least_b, second.cpu);
    const bool both_fair = first.fair && second.fair;
    fair += both_fair ? 1 : 0;
    rounds += fmt::format("{:>5}  {:>10.1f}  {:>10.1f}  {}\n", round,
                          static_cast<double>(first.cpu.count()) / 1e3,
                          static_cast<double>(second.cpu.count()) / 1e3,
                          both_fair ? "yes" : "no: preempted by others");
    ratio = static_cast<double>(least_a.count()) /
            static_cast<double>(std::max<std::int64_t>(1, least_b.count()));
    if (round >= least_rounds && ratio <= limit) {
      return verdict_of(std::move(id), std::move(says), verdict::holds,
                        {relation::at_most, limit}, {ratio, ""}, "");
    }
  }
  const bool decided = fair >= fair_tries_that_decide;
  return verdict_of(std::move(id), std::move(says),
                    decided ? verdict::violated : verdict::inconclusive,
                    {relation::at_most, limit}, {ratio, ""},
                    machine_line() + rounds);
}

}  // namespace tandem

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"

namespace tandem {

/// Whether "cannot be judged" is to count as a failure: TANDEM_STRICT=1, for a
/// machine that is known to be quiet. Skips could hide a regression for ever.
/// Errors   std::invalid_argument if the variable is neither empty, 0 nor 1.
bool strict();

// Three ways to judge a claim on a machine that others use too. Each gives a
// claim, so that what it found can be told, tested and turned into JSON.

/// For what must never be seen, however busy the machine: a count of readings
/// that went back, of threads inside a lock. Judged once, no second try.
/// Shape    violated if `broken` > 0; inconclusive if nothing was `observed`.
claim invariant(std::string id, std::string says, std::int64_t observed,
                std::int64_t broken, std::string unit);

/// One try at something that noise can only spoil.
struct attempt {
  double value = 0;    ///< the figure that decides
  bool fair = true;    ///< the machine gave the try its chance
  std::string note{};  ///< why it was not fair, or what to conclude
};

/// For what a right program can show and a broken one never can. Tries until
/// `exists` can decide: until the first fair try whose `value` is as `wanted`,
/// or until five fair ones have failed, at most fifteen times. Tries are not
/// independent, since noise comes in spells: between them it waits 2 ms, then
/// twice as long each time, at most 50 ms.
std::vector<attempt> try_until_decided(
    bound wanted, const std::function<attempt()>& try_once);

/// The verdict on such tries: a fair one whose `value` is as `wanted` decides
/// *holds*. Five fair tries that fail decide *violated*: of a right program one
/// try in ten failed at worst where nothing disturbed it, so five in a row are
/// rare. Else *inconclusive*. Choose a bound that the broken program cannot
/// reach, never a baseline that was measured on the same noisy machine.
claim exists(std::string id, std::string says, bound wanted,
             const std::string& unit, const std::vector<attempt>& tries);

/// The try of "they compute side by side": how many CPUs a run had on average.
/// Shape    `cpu` of the process and `wall` are the whole run's; `wanted` is
///          the CPU time that its threads could have used while they computed
///          (timeline::cpu_wanted). Fair if they got 90 % of that.
attempt cpus_used(std::chrono::nanoseconds cpu, std::chrono::nanoseconds wall,
                  std::chrono::nanoseconds wanted);

/// What `cpus_used` has to reach for that: more than one CPU can give, with
/// room below the two that a quiet machine gives.
inline constexpr bound more_than_one_cpu{relation::at_least, 1.5};

/// CPU time that one arm used, and whether it ran undisturbed.
struct cpu_sample {
  std::chrono::nanoseconds cpu{};
  bool fair = true;
};

/// Runs `arm` and takes its CPU time (this thread's); fair if the kernel never
/// took the CPU from it (no involuntary context switch).
cpu_sample measure_cpu(const std::function<void()>& arm);

/// For "A costs at most `limit` times what B costs", both noisy: CPU time, the
/// arms in alternating order, the ratio of the smallest times. Five rounds at
/// the least, since the minimum settles only with several; it ends with the
/// first round from then on whose ratio is within the limit (*holds*). After
/// fifteen rounds: *violated* if at least five were fair, since only then is
/// the minimum of a good arm known to be its own, else *inconclusive*. Put
/// `limit` near the geometric middle of what good and broken programs show.
claim cheaper(std::string id, std::string says, double limit,
              const std::function<cpu_sample()>& a,
              const std::function<cpu_sample()>& b);

}  // namespace tandem

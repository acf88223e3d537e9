#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_machine.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

std::string in_words(nanoseconds span) {
  return fmt::format("{:.6f} ms", tandem::in_ms(span));
}

/// A stopwatch of the answer's. The clocks that it was made from are gone.
std::unique_ptr<wall_and_cpu::stopwatch> stopwatch_of(
    tandem::named_clocks clocks) {
  auto watch = wall_and_cpu::make_stopwatch(clocks);
  tandem::demand(watch != nullptr,
                 {.expected = "a stopwatch", .saw = "nullptr", .why = ""});
  for (auto* gone : {&clocks.real_time, &clocks.monotonic, &clocks.coarse,
                     &clocks.process_cpu, &clocks.thread_cpu}) {
    gone->now = []() -> nanoseconds {
      throw std::logic_error(
          "the clocks that you were given are gone: keep "
          "copies of the readers");
    };
  }
  return watch;
}

void demand_times(const wall_and_cpu::stopwatch& watch, nanoseconds wall,
                  nanoseconds cpu, const std::string& after,
                  const std::string& why) {
  const auto seen_cpu = watch.cpu();
  const auto seen_wall = watch.wall();
  const bool nothing = wall != nanoseconds{0} && seen_wall == nanoseconds{0} &&
                       seen_cpu == nanoseconds{0};
  tandem::demand(seen_wall == wall && seen_cpu == cpu,
                 {.expected = fmt::format("wall {}, CPU {} after {}",
                                          in_words(wall), in_words(cpu), after),
                  .saw = fmt::format("wall {}, CPU {}", in_words(seen_wall),
                                     in_words(seen_cpu)),
                  .why = nothing ? "nothing was counted at all" : why});
}

/// The answer's stopwatch on a machine on which only we say what happens.
struct on_a_fake_machine {
  tandem::fake_machine machine;
  std::unique_ptr<wall_and_cpu::stopwatch> watch =
      stopwatch_of(machine.clocks());

  void demand_times(nanoseconds wall, nanoseconds cpu, const std::string& after,
                    const std::string& why) const {
    ::demand_times(*watch, wall, cpu, after, why);
  }
};

/// The same clock, but with `origin` for what it shows now.
tandem::clock_reader beginning_at(const tandem::clock_reader& clock,
                                  nanoseconds origin) {
  return {clock.name, clock.declared,
          [now = clock.now, shift = origin - clock.now()] {
            return now() + shift;
          }};
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "any_origin") {
  for (const nanoseconds origin :
       {nanoseconds{0}, nanoseconds{-1}, nanoseconds{-std::chrono::hours{1}}}) {
    tandem::fake_machine machine;
    auto clocks = machine.clocks();
    clocks.monotonic = beginning_at(clocks.monotonic, origin);
    clocks.process_cpu = beginning_at(clocks.process_cpu, origin);
    const auto watch = stopwatch_of(clocks);
    watch->start();
    machine.compute(milliseconds{4});
    watch->stop();
    demand_times(
        *watch, milliseconds{4}, milliseconds{4},
        fmt::format("4 ms by clocks that began at {}", in_words(origin)),
        "a clock may begin anywhere: zero is a reading like others");
  }
}

TEST_CASE_METHOD(tandem::probe, "sleeping") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.sleep(milliseconds{40});
  here.machine.compute(milliseconds{8});
  here.watch->stop();
  const bool same = here.watch->wall() == here.watch->cpu();
  here.demand_times(milliseconds{48}, milliseconds{8},
                    "a sleep of 40 ms and 8 ms of computing",
                    same ? "wall time goes on in a sleep, CPU time does not: "
                           "they need two clocks"
                         : "");
}

TEST_CASE_METHOD(tandem::probe, "other_threads") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{8});
  here.machine.compute_elsewhere(milliseconds{12});
  here.watch->stop();
  here.demand_times(milliseconds{20}, milliseconds{20},
                    "8 ms of computing here and 12 ms in another thread",
                    "the CPU time of a process is that of all its threads");
}

TEST_CASE_METHOD(tandem::probe, "set_date") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.machine.set_date(std::chrono::hours{-1});
  here.machine.compute(milliseconds{4});
  here.watch->stop();
  here.demand_times(milliseconds{8}, milliseconds{8},
                    "8 ms of computing, while somebody set the date back",
                    "one clock shows the date, and people set it");
}

TEST_CASE_METHOD(tandem::probe, "short_span") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{1});
  here.watch->stop();
  here.demand_times(milliseconds{1}, milliseconds{1}, "1 ms of computing",
                    "a coarse clock moves only every 4 ms");
}

TEST_CASE_METHOD(tandem::probe, "standing_still") {
  on_a_fake_machine here;
  here.demand_times(milliseconds{0}, milliseconds{0}, "nothing at all",
                    "a new stopwatch stands still at zero");
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{0}, milliseconds{0},
                    "4 ms of computing without a start",
                    "only start and resume let it run");
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.watch->stop();
  here.machine.compute(milliseconds{16});
  here.demand_times(milliseconds{4}, milliseconds{4},
                    "4 ms of computing, a stop, and 16 ms more",
                    "a stopwatch that stands does not count");
  here.watch->resume();
  here.machine.compute(milliseconds{8});
  here.watch->stop();
  here.demand_times(milliseconds{12}, milliseconds{12},
                    "4 ms, a stop of 16 ms, resume, and 8 ms of computing",
                    "only what goes by while it runs counts");
}

TEST_CASE_METHOD(tandem::probe, "while_it_runs") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{4}, milliseconds{4},
                    "4 ms of computing, read without a stop",
                    "a reading counts up to now");
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{8}, milliseconds{8},
                    "4 ms more, read again without a stop",
                    "a reading leaves the stopwatch as it was");
}

TEST_CASE_METHOD(tandem::probe, "stop_twice") {
  on_a_fake_machine here;
  here.watch->stop();
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{0}, milliseconds{0},
                    "a stop before any start, and 4 ms of computing",
                    "a stop does nothing to a stopwatch that stands");
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.watch->stop();
  here.machine.compute(milliseconds{16});
  here.watch->stop();
  here.demand_times(milliseconds{4}, milliseconds{4},
                    "4 ms of computing, a stop, 16 ms, and another stop",
                    "the second stop has nothing to stop");
}

TEST_CASE_METHOD(tandem::probe, "resume_first") {
  on_a_fake_machine here;
  here.watch->resume();
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{4}, milliseconds{4},
                    "a resume of a new stopwatch, and 4 ms",
                    "a new stopwatch stands at zero, and resume counts on");
}

TEST_CASE_METHOD(tandem::probe, "resume_twice") {
  on_a_fake_machine here;
  here.watch->resume();
  here.machine.compute(milliseconds{4});
  here.watch->resume();
  here.machine.compute(milliseconds{4});
  here.demand_times(milliseconds{8}, milliseconds{8},
                    "resume, 4 ms, resume while it runs, and 4 ms",
                    "a resume does nothing to a stopwatch that runs");
}

TEST_CASE_METHOD(tandem::probe, "start_again") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.watch->start();
  here.machine.compute(milliseconds{8});
  here.watch->stop();
  here.demand_times(milliseconds{8}, milliseconds{8},
                    "4 ms of computing, another start, and 8 ms",
                    "a start sets everything to zero");
  here.watch->start();
  here.watch->stop();
  here.demand_times(milliseconds{0}, milliseconds{0},
                    "a start and a stop with nothing between",
                    "a start sets everything to zero");
}

TEST_CASE_METHOD(tandem::probe, "after_resume") {
  on_a_fake_machine here;
  here.machine.sleep(milliseconds{7});
  here.watch->start();
  here.machine.compute(milliseconds{4});
  here.watch->stop();
  here.machine.sleep(milliseconds{5});
  here.machine.set_date(std::chrono::hours{3});
  here.watch->resume();
  here.machine.compute(milliseconds{1});
  here.machine.set_date(std::chrono::hours{-5});
  here.machine.compute_elsewhere(milliseconds{2});
  here.demand_times(milliseconds{7}, milliseconds{7},
                    "4 ms, a stop, a resume, and 3 ms, read while it runs",
                    "it counts on from 4 ms, by the same two clocks");
  here.watch->start();
  here.machine.compute(milliseconds{1});
  here.demand_times(milliseconds{1}, milliseconds{1},
                    "a start while it runs after a resume, and 1 ms",
                    "a start sets everything to zero");
}

TEST_CASE_METHOD(tandem::probe, "every_nanosecond") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(nanoseconds{1'234'567});
  here.machine.sleep(nanoseconds{7'654'321});
  here.watch->stop();
  here.demand_times(nanoseconds{8'888'888}, nanoseconds{1'234'567},
                    "1.234567 ms of computing and a sleep of 7.654321 ms",
                    "both times count in nanoseconds: nothing is rounded");
}

TEST_CASE_METHOD(tandem::probe, "days") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.sleep(std::chrono::hours{50});
  here.machine.compute(nanoseconds{1'234'567});
  here.demand_times(std::chrono::hours{50} + nanoseconds{1'234'567},
                    nanoseconds{1'234'567}, "50 hours and 1.234567 ms",
                    "spans may be long, and still exact");
}

TEST_CASE_METHOD(tandem::probe, "two_threads_at_once") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute_elsewhere(milliseconds{4}, 2);
  here.watch->stop();
  here.demand_times(milliseconds{4}, milliseconds{8},
                    "4 ms in which two threads computed on two CPUs",
                    "CPU time may well exceed wall time");
}

TEST_CASE_METHOD(tandem::probe, "two_stopwatches") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.compute(milliseconds{4});
  const auto other = stopwatch_of(here.machine.clocks());
  other->start();
  here.machine.compute(milliseconds{4});
  other->stop();
  here.demand_times(milliseconds{8}, milliseconds{8},
                    "8 ms, in which another stopwatch was started and stopped",
                    "stopwatches share nothing");
}

TEST_CASE_METHOD(tandem::probe, "real_clocks") {
  const auto watch = stopwatch_of(tandem::system_clocks());
  constexpr milliseconds span{10};
  watch->start();
  tandem::burn_cpu(span);
  watch->stop();
  // Wall time may be slewed against CPU time, by less than a tenth.
  tandem::demand(
      watch->wall() >= span * 9 / 10 && watch->cpu() >= span * 9 / 10,
      {.expected = "10 ms of wall and of CPU time, or more, for 10 ms of "
                   "computing on the real clocks",
       .saw = fmt::format("wall {:.3f} ms, CPU {:.3f} ms",
                          tandem::in_ms(watch->wall()),
                          tandem::in_ms(watch->cpu())),
       .why = ""});
}

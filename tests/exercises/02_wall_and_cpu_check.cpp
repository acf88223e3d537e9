#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <string>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/fake_machine.hpp"
#include "common/timing/span.hpp"
#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;

/// The answer's stopwatch on a machine on which only we say what happens.
struct on_a_fake_machine {
  tandem::fake_machine machine;
  std::unique_ptr<wall_and_cpu::stopwatch> watch =
      wall_and_cpu::make_stopwatch(machine.clocks());

  void demand_times(milliseconds wall, milliseconds cpu,
                    const std::string& after, const std::string& why) const {
    const auto seen_wall = watch->wall();
    const auto seen_cpu = watch->cpu();
    tandem::demand(seen_wall == wall && seen_cpu == cpu,
                   {.expected = fmt::format("wall {} ms, CPU {} ms after {}",
                                            wall.count(), cpu.count(), after),
                    .saw = fmt::format("wall {:g} ms, CPU {:g} ms",
                                       tandem::in_ms(seen_wall), tandem::in_ms(seen_cpu)),
                    .why = why});
  }
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "sleeping") {
  on_a_fake_machine here;
  here.watch->start();
  here.machine.sleep(milliseconds{40});
  here.machine.compute(milliseconds{8});
  here.watch->stop();
  here.demand_times(milliseconds{48}, milliseconds{8},
                    "a sleep of 40 ms and 8 ms of computing",
                    "wall time goes on in a sleep, CPU time does not: they "
                    "need two clocks");
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

TEST_CASE_METHOD(tandem::probe, "real_clocks") {
  const auto watch = wall_and_cpu::make_stopwatch(tandem::system_clocks());
  constexpr milliseconds span{10};
  watch->start();
  tandem::burn_cpu(span);
  watch->stop();
  tandem::demand(
      watch->wall() >= span && watch->cpu() >= span,
      {.expected = "10 ms of wall and of CPU time, or more, for 10 ms of "
                   "computing on the real clocks",
       .saw = fmt::format("wall {:.3f} ms, CPU {:.3f} ms", tandem::in_ms(watch->wall()),
                          tandem::in_ms(watch->cpu())),
       .why = ""});
}

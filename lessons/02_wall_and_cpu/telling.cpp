// How the experiment is told: its tables, and the prediction.
#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/timing/span.hpp"

namespace wall_and_cpu {

using tandem::in_ms;
using tandem::ratio;

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table where{"where_the_time_went",
                      {{"", ""},
                       {"wall", "ms", 1},
                       {"user", "ms", 1},
                       {"system", "ms", 1},
                       {"children", "ms", 1},
                       {"CPU/wall", "", 2}},
                      {}};
  const auto row = [&](const std::string& what,
                       const tandem::elapsed_time& time) {
    where.rows.push_back(
        {what, in_ms(time.wall), in_ms(time.self.user), in_ms(time.self.system),
         in_ms(time.children.total()),
         ratio(time.self.total() + time.children.total(), time.wall)});
  };
  for (const auto& wait : seen.waits) {
    row("wait", wait);
  }
  row("compute", seen.spin);
  row("call the kernel", seen.system_calls);
  row(fmt::format("{} spins, ended", seen.shared.spins), seen.shared.ended);
  row(fmt::format("{} spins, waited for", seen.shared.spins),
      seen.shared.waited);

  const tandem::table one_cpu{
      "spins_on_one_cpu",
      {{"spins", ""},
       {"CPU of each", "ms", 1},
       {"first start to last end", "ms", 1}},
      {{static_cast<std::int64_t>(seen.shared.spins),
        in_ms(seen.shared.own_cpu) /
            static_cast<double>(std::max<std::size_t>(1, seen.shared.spins)),
        in_ms(seen.shared.wall)}}};
  return {where, one_cpu};
}

tandem::question_about<evidence> prediction() {
  return {
      {"Several processes share one CPU, and each one computes for the same "
       "time. What does each one's own CPU clock say in the end, and how "
       "long do all of them take by the wall clock?",
       {"CPU: what it computed itself. Wall: as long as one alone",
        "CPU: what it computed itself. Wall: as long as all together",
        "CPU: what all computed. Wall: as long as all together"},
       "A CPU clock stands still while its process waits for the CPU; the "
       "wall clock goes on."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto& shared = seen.shared;
        if (!shared.trouble.empty() || shared.spins < 2) {
          return {};
        }
        const auto spins = static_cast<double>(shared.spins);
        const double middle = (1 + spins) / 2;
        if (ratio(shared.own_cpu, seen.asked) > middle * spins) {
          return 2;
        }
        return ratio(shared.wall, seen.asked) > middle ? 1 : 0;
      }};
}

}  // namespace wall_and_cpu

// How the experiment is told: its table, its pictures, and the prediction.
#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace releasing_the_lock {

using tandem::in_ms;

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table cases{"cases",
                      {{"twelve jobs", ""},
                       {"asked", "ms", 0},
                       {"wall", "ms", 1},
                       {"CPU", "ms", 1},
                       {"CPU/wall", "", 2},
                       {"most at once", ""},
                       {"two met", ""}},
                      {}};
  for (const auto* one : {&seen.sleeps, &seen.held_work, &seen.private_work}) {
    cases.rows.push_back(
        {one->name, in_ms(one->asked), in_ms(one->wall), in_ms(one->cpu),
         tandem::ratio(one->cpu, one->wall),
         std::int64_t{one->who_did_what.most_at_once(one->what)},
         one->most_met >= 2});
  }
  return {cases};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::vector<std::string> drawn;
  for (const auto* one : {&seen.sleeps, &seen.held_work, &seen.private_work}) {
    drawn.push_back(tandem::draw(one->who_did_what, one->name, with));
  }
  return drawn;
}

tandem::question_about<evidence> prediction() {
  return {
      {"Threads share one lock, and only who holds it runs Python code. Some "
       "jobs sleep, some compute and keep the lock, some compute on data of "
       "their own and let go of it. Which jobs overlap with jobs of their own "
       "kind?",
       {"none: there is one lock", "the sleeps",
        "the sleeps, and the computations that let go of the lock", "all"},
       "The lock keeps out only those who want it. A thread that needs nothing "
       "of the interpreter can let go: asleep as well as computing."},
      [](const evidence& seen) -> std::optional<std::size_t> {
        const auto overlap = [](const case_seen& one) {
          return one.most_met >= 2;
        };
        const bool sleeps = overlap(seen.sleeps);
        const bool kept = overlap(seen.held_work);
        const bool let_go = overlap(seen.private_work);
        if (sleeps && let_go) {
          return kept ? 3 : 2;
        }
        if (kept || let_go) {
          return {};
        }
        return sleeps ? 1 : 0;
      }};
}

}  // namespace releasing_the_lock

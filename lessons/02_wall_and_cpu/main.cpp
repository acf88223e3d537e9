#include "common/timing/work.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = wall_and_cpu::prediction();
  const tandem::lesson lesson{
      .name = "02_wall_and_cpu",
      .title = "Wall time and CPU time",
      .opening = "Where did the time go: sleeping or computing?",
      .prediction = prediction.text,
      .to_break = "Wait by computing",
      .workers = 2};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = wall_and_cpu::measure(
            chosen.broken ? tandem::burn_cpu : wall_and_cpu::sleep_for,
            chosen.workers, chosen.size);
        return tandem::findings{wall_and_cpu::tables(seen),
                                wall_and_cpu::claims(seen),
                                prediction.right(seen)};
      });
}

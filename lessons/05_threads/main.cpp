#include "common/workers/run_jobs.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = threads::prediction();
  const tandem::lesson lesson{
      .name = "05_threads",
      .title = "Twelve jobs on three threads",
      .opening = "Who runs the jobs, and do they really run side by side?",
      .prediction = prediction.text,
      .to_break = "Run them in turn",
      .workers = 3,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = threads::measure(
            chosen.broken ? threads::run_in_turn : tandem::run_jobs<int>,
            chosen.workers, chosen.size);
        return tandem::findings{threads::tables(seen), threads::claims(seen),
                                prediction.right(seen),
                                threads::pictures(seen, chosen.drawn_with)};
      });
}

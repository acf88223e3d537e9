#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const auto prediction = when_a_worker_dies::prediction();
  const tandem::lesson lesson{
      .name = "14_when_a_worker_dies",
      .title = "When a worker dies",
      .opening = "A task takes its whole process along. Who notices?",
      .prediction = prediction.text,
      .to_break = "Use the naive pool",
      .workers = 3};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = when_a_worker_dies::measure(
            chosen.broken ? when_a_worker_dies::make_naive_pool
                          : when_a_worker_dies::make_watching_pool,
            chosen.workers, chosen.size);
        return tandem::findings{when_a_worker_dies::tables(seen),
                                when_a_worker_dies::claims(seen),
                                prediction.right(seen)};
      });
}

#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = pool_map::prediction();
  const tandem::lesson lesson{
      .name = "21_pool_map",
      .title = "A pool, and its map",
      .opening = "64 jobs in one call: who gets which of them, and when?",
      .prediction = prediction.text,
      .to_break = "Take locked threads",
      .workers = 4,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto pool_is = chosen.broken ? pool_map::made_of::locked_threads
                                           : pool_map::made_of::processes;
        const auto seen =
            pool_map::measure(pool_is, chosen.workers, chosen.size);
        return tandem::findings{pool_map::tables(seen), pool_map::claims(seen),
                                prediction.right(seen),
                                pool_map::pictures(seen, chosen.drawn_with)};
      });
}

#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = loop_on_a_pool::prediction();
  const tandem::lesson lesson{
      .name = "22_loop_on_a_pool",
      .title = "A loop on a pool",
      .opening = "Which rows are in both lists: more workers, or another way?",
      .prediction = prediction.text,
      .to_break = "Drop the tail",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = loop_on_a_pool::measure(
            chosen.broken ? loop_on_a_pool::without_the_tail
                          : loop_on_a_pool::with_the_tail,
            chosen.workers, chosen.size);
        return tandem::findings{
            loop_on_a_pool::tables(seen), loop_on_a_pool::claims(seen),
            prediction.right(seen),
            loop_on_a_pool::pictures(seen, chosen.drawn_with)};
      });
}

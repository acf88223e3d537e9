#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = nested_parallelism::prediction();
  const tandem::lesson lesson{
      .name = "20_nested_parallelism",
      .title = "Parallel inside parallel",
      .opening = "Each task asks for all CPUs, too. Who says how many it gets?",
      .prediction = prediction.text,
      .to_break = "Take the cap away",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        std::optional<int> cap;  // the rule's
        if (chosen.broken) {
          cap = nested_parallelism::all_cpus();
        }
        const auto seen =
            nested_parallelism::measure(cap, chosen.workers, chosen.size);
        return tandem::findings{
            nested_parallelism::tables(seen), nested_parallelism::claims(seen),
            prediction.right(seen),
            nested_parallelism::pictures(seen, chosen.drawn_with)};
      });
}

#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = processes::prediction();
  const tandem::lesson lesson{
      .name = "11_processes",
      .title = "Twelve jobs on three processes",
      .opening =
          "How do you explain the tiny CPU time of a program whose jobs "
          "run in processes?",
      .prediction = prediction.text,
      .to_break = "Take threads instead",
      .workers = 3,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = processes::measure(
            chosen.broken ? processes::hire_threads : processes::hire_processes,
            chosen.workers, chosen.size);
        return tandem::findings{processes::tables(seen),
                                processes::claims(seen), prediction.right(seen),
                                processes::pictures(seen, chosen.drawn_with)};
      });
}

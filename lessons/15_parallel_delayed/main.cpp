#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = parallel_delayed::prediction();
  const tandem::lesson lesson{
      .name = "15_parallel_delayed",
      .title = "Five sleeps on two workers",
      .opening = "Two workers take 60 % of the time of one. Why not half?",
      .prediction = prediction.text,
      .to_break = "Take n_jobs=1",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const int n_jobs = chosen.broken ? 1 : chosen.workers;
        const auto seen =
            parallel_delayed::measure(n_jobs, chosen.workers, chosen.size);
        return tandem::findings{
            parallel_delayed::tables(seen), parallel_delayed::claims(seen),
            prediction.right(seen),
            parallel_delayed::pictures(seen, chosen.drawn_with)};
      });
}

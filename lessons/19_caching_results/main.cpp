#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = caching_results::prediction();
  const tandem::lesson lesson{
      .name = "19_caching_results",
      .title = "Computed once, and kept",
      .opening = "An experiment dies in its fourth hour. What is left of it?",
      .prediction = prediction.text,
      .to_break = "Ignore the arguments",
      .workers = 2};
  return tandem::tell(lesson, argc, argv,
                      [&](const tandem::lesson_options& chosen) {
                        const auto seen = caching_results::measure(
                            !chosen.broken, chosen.workers, chosen.size);
                        return tandem::findings{caching_results::tables(seen),
                                                caching_results::claims(seen),
                                                prediction.right(seen)};
                      });
}

#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const auto prediction = backends::prediction();
  const tandem::lesson lesson{
      .name = "16_backends",
      .title = "Threads or processes",
      .opening = "Tasks compute, wait, or are tiny: which backend for which?",
      .prediction = prediction.text,
      .to_break = "Take the lock away",
      .workers = 4,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        tandem::global_lock lock;
        const auto seen = backends::measure(chosen.broken ? nullptr : &lock,
                                            chosen.workers, chosen.size);
        return tandem::findings{backends::tables(seen), backends::claims(seen),
                                prediction.right(seen),
                                backends::pictures(seen, chosen.drawn_with)};
      });
}

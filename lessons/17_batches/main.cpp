#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const auto prediction = batches::prediction();
  const tandem::lesson lesson{
      .name = "17_batches",
      .title = "A thousand tasks in one message",
      .opening = "What does a batch size buy, and what does it cost?",
      .prediction = prediction.text,
      .to_break = "Send one a batch",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen =
            batches::measure(chosen.broken ? 1 : batches::large_batch,
                             chosen.workers, chosen.size);
        return tandem::findings{batches::tables(seen), batches::claims(seen),
                                prediction.right(seen),
                                batches::pictures(seen, chosen.drawn_with)};
      });
}

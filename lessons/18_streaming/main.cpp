#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);  // a worker's life begins and ends here
  const auto prediction = streaming::prediction();
  const tandem::lesson lesson{
      .name = "18_streaming",
      .title = "Ten million inputs, little memory",
      .opening = "How far ahead of their reader do workers go?",
      .prediction = prediction.text,
      .to_break = "Draw all at once",
      .workers = 2};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = streaming::measure(
            chosen.broken ? "all" : streaming::usual_pre_dispatch,
            chosen.workers, chosen.size);
        return tandem::findings{streaming::tables(seen),
                                streaming::claims(seen),
                                prediction.right(seen)};
      });
}

#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const auto prediction = copies_and_sharing::prediction();
  const tandem::lesson lesson{.name = "13_copies_and_sharing",
                              .title = "Copies and sharing",
                              .opening = "What does it cost to hand data over?",
                              .prediction = prediction.text,
                              .to_break = "Copy the share",
                              .workers = 3};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = copies_and_sharing::measure(
            chosen.broken ? copies_and_sharing::send_all
                          : copies_and_sharing::send_nothing,
            chosen.workers, chosen.size);
        return tandem::findings{copies_and_sharing::tables(seen),
                                copies_and_sharing::claims(seen),
                                prediction.right(seen)};
      });
}

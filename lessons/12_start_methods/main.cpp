#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  start_methods::play_without_guard_if_asked();  // for --break
  tandem::run_if_worker(argc, argv);             // the guard
  start_methods::set_in_main = 42;

  const auto prediction = start_methods::prediction();
  const tandem::lesson lesson{
      .name = "12_start_methods",
      .title = "Start methods",
      .opening = "What does a new process know, and what does it cost?",
      .prediction = prediction.text,
      .to_break = "Take the guard out",
      .workers = 3};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = start_methods::measure(
            chosen.broken ? start_methods::guard::missing
                          : start_methods::guard::in_place,
            chosen.workers, chosen.size);
        return tandem::findings{
            start_methods::tables(seen), start_methods::claims(seen),
            prediction.right(seen), start_methods::pictures(seen)};
      });
}

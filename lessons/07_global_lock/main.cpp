#include <mutex>

#include "common/locking/global_lock.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = global_lock::prediction();
  const tandem::lesson lesson{
      .name = "07_global_lock",
      .title = "One lock for everybody",
      .opening =
          "Three threads, twelve jobs, one lock. Is it faster than one "
          "after the other?",
      .prediction = prediction.text,
      .to_break = "Take the lock away",
      .workers = 3,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        tandem::global_lock lock;
        const auto hold = [&](const global_lock::action& inside) {
          const std::lock_guard mine{lock};
          inside();
        };
        const auto seen = global_lock::measure(
            chosen.broken ? global_lock::guard{global_lock::hold_nothing}
                          : global_lock::guard{hold},
            chosen.workers, chosen.size);
        return tandem::findings{global_lock::tables(seen),
                                global_lock::claims(seen),
                                prediction.right(seen),
                                global_lock::pictures(seen, chosen.drawn_with)};
      });
}

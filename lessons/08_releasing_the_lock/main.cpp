#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = releasing_the_lock::prediction();
  const tandem::lesson lesson{
      .name = "08_releasing_the_lock",
      .title = "Releasing the lock",
      .opening = "Then why do Python threads help at all?",
      .prediction = prediction.text,
      .to_break = "Sleep with the lock",
      .workers = 3,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = releasing_the_lock::measure(
            chosen.broken ? releasing_the_lock::keep
                          : releasing_the_lock::let_go,
            chosen.workers, chosen.size);
        return tandem::findings{
            releasing_the_lock::tables(seen), releasing_the_lock::claims(seen),
            prediction.right(seen),
            releasing_the_lock::pictures(seen, chosen.drawn_with)};
      });
}

#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = races::prediction();
  const tandem::lesson lesson{
      .name = "10_races",
      .title = "Races",
      .opening = "Does one big lock make my code right?",
      .prediction = prediction.text,
      .to_break = "Use a plain counter",
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = races::measure(
            chosen.broken ? races::make_plain : races::make_locked,
            chosen.size);
        return tandem::findings{races::tables(seen), races::claims(seen),
                                prediction.right(seen), races::pictures(seen)};
      });
}

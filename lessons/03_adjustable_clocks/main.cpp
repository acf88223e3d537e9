#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = adjustable_clocks::prediction();
  const tandem::lesson lesson{
      .name = "03_adjustable_clocks",
      .title = "Clocks that somebody sets",
      .opening = "What if somebody sets the clock meanwhile?",
      .prediction = prediction.text,
      .to_break = "Time it by the date"};
  return tandem::tell(lesson, argc, argv,
                      [&](const tandem::lesson_options& chosen) {
                        const auto seen = adjustable_clocks::measure(
                            chosen.broken ? adjustable_clocks::adjustable
                                          : adjustable_clocks::steady,
                            chosen.size);
                        return tandem::findings{adjustable_clocks::tables(seen),
                                                adjustable_clocks::claims(seen),
                                                prediction.right(seen)};
                      });
}

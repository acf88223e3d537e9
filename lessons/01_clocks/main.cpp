#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = clocks::prediction();
  const tandem::lesson lesson{
      .name = "01_clocks",
      .title = "Clocks and their promises",
      .opening = "Which clocks are there, and what do they promise?",
      .prediction = prediction.text,
      .to_break = "Set the clock back"};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen =
            clocks::measure(chosen.broken ? clocks::stepped_back()
                                          : tandem::system_clocks().monotonic,
                            chosen.size);
        return tandem::findings{clocks::tables(seen), clocks::claims(seen),
                                prediction.right(seen)};
      });
}

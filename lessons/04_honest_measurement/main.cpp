#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = honest_measurement::prediction();
  const tandem::lesson lesson{
      .name = "04_honest_measurement",
      .title = "Honest measurement",
      .opening = "Did you time the work or nothing at all?",
      .prediction = prediction.text,
      .to_break = "Drop the sum"};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = honest_measurement::measure(
            chosen.broken ? honest_measurement::drop_the_sum
                          : honest_measurement::make_it_opaque,
            chosen.size);
        return tandem::findings{honest_measurement::tables(seen),
                                honest_measurement::claims(seen),
                                prediction.right(seen)};
      });
}

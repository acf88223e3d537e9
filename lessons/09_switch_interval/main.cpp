#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = switch_interval::prediction();
  const tandem::lesson lesson{
      .name = "09_switch_interval",
      .title = "The switch interval",
      .opening = "Who makes a computing thread let go of the lock?",
      .prediction = prediction.text,
      .to_break = "Never look",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = switch_interval::measure(
            chosen.broken ? switch_interval::never_look
                          : switch_interval::look_between_steps,
            chosen.workers, chosen.size);
        return tandem::findings{
            switch_interval::tables(seen),
            switch_interval::claims(seen),
            prediction.right(seen),
            {switch_interval::picture(seen, chosen.drawn_with)}};
      });
}

#include "experiment.hpp"

int main(int argc, char** argv) {
  const auto prediction = cores_and_workers::prediction();
  const tandem::lesson lesson{.name = "06_cores_and_workers",
                              .title = "Cores and workers",
                              .opening = "How many workers help?",
                              .prediction = prediction.text,
                              .to_break = "Trust all logical CPUs",
                              .workers = 4,
                              .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = cores_and_workers::measure(
            chosen.broken ? cores_and_workers::logical_count
                          : cores_and_workers::least_limit,
            chosen.workers, chosen.size);
        return tandem::findings{
            cores_and_workers::tables(seen), cores_and_workers::claims(seen),
            prediction.right(seen), cores_and_workers::pictures(seen)};
      });
}

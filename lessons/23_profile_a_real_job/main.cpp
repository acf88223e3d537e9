#include "common/workers/worker_main.hpp"
#include "experiment.hpp"

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  using profile_a_real_job::scored_on;
  const auto prediction = profile_a_real_job::prediction();
  const tandem::lesson lesson{
      .name = "23_profile_a_real_job",
      .title = "A real job, profiled by hand",
      .opening = "Two workers choose a model. Where does their time go?",
      .prediction = prediction.text,
      .to_break = "Score on training rows",
      .workers = 2,
      .has_pictures = true};
  return tandem::tell(
      lesson, argc, argv, [&](const tandem::lesson_options& chosen) {
        const auto seen = profile_a_real_job::measure(
            chosen.broken ? scored_on::training : scored_on::held_out,
            chosen.workers, chosen.size);
        return tandem::findings{
            profile_a_real_job::tables(seen), profile_a_real_job::claims(seen),
            prediction.right(seen),
            profile_a_real_job::pictures(seen, chosen.drawn_with)};
      });
}

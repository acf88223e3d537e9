// An experiment that dies half-way, and is resumed.
#include <algorithm>

#include "accidents.hpp"

namespace caching_results {

resumption resume(const std::filesystem::path& place, bool key_has_arguments,
                  tandem::scale size) {
  resumption seen{.steps = 6, .dies_in = 3};
  const auto steps = alphas_from_1(seen.steps);
  const setting here{
      .diary = place / "diary of the experiment",
      .unit = size == tandem::scale::quick ? 100'000 : 10'000'000,  // ns
      .size = 16};
  const keeping how{.store = place / "store of the experiment",
                    .key_has_arguments = key_has_arguments};
  seen.ending = ending_of_process<ask_all>(steps, here, how, seen.dies_in);
  seen.first_computed = static_cast<int>(calls_in(here.diary).size());

  tandem::process_workers later{1, tandem::start_method::spawn};
  const auto results =
      later.map<ask_all>(std::vector{std::tuple{steps, here, how, -1}}).front();
  const auto all = calls_in(here.diary);
  seen.then_computed = static_cast<int>(all.size()) - seen.first_computed;
  for (int i = 0; i < seen.steps; ++i) {
    const auto calls =
        std::ranges::count(all, steps[static_cast<std::size_t>(i)]);
    seen.not_once += calls == (i == seen.dies_in ? 2 : 1) ? 0 : 1;
  }
  seen.wrong = count_wrong(results, steps, here.size);
  return seen;
}

}  // namespace caching_results

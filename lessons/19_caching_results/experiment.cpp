#include "experiment.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <tuple>

#include "accidents.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/process_workers.hpp"
#include "scratch_folder.hpp"

namespace caching_results {
namespace {

using std::chrono::milliseconds;
using tandem::delayed;
using tandem::parallel;

using call = std::tuple<double, setting, keeping>;

constexpr std::uint64_t weights = 16;

/// The five calls, by whatever makes them.
round timed(const std::string& name, const setting& here,
            const std::vector<double>& alphas,
            const std::function<std::vector<fitted>()>& make_calls) {
  const auto before = calls_in(here.diary).size();
  const auto begin = now();
  round seen{.name = name, .results = make_calls()};
  seen.wall = std::chrono::nanoseconds{now() - begin};
  seen.computed = static_cast<int>(calls_in(here.diary).size() - before);
  seen.wrong = count_wrong(seen.results, alphas, here.size);
  for (auto& one : seen.results) {
    seen.from_before += one.began < begin ? 1 : 0;
    one.weights.clear();
  }
  return seen;
}

/// A task that gets the workers started: joblib keeps them from call to call.
void arrive(int /*worker*/) {}

/// Names and sizes below a folder, in the order of the names.
std::vector<std::pair<std::string, std::uintmax_t>> files_in(
    const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::vector<std::pair<std::string, std::uintmax_t>> all;
  for (const auto& one : fs::recursive_directory_iterator{folder}) {
    if (one.is_regular_file()) {
      all.emplace_back(fs::relative(one.path(), folder), one.file_size());
    }
  }
  std::ranges::sort(all);
  return all;
}

}  // namespace

evidence measure(bool key_has_arguments, int workers, tandem::scale size) {
  const scratch_folder place;
  evidence seen;
  seen.workers = workers;
  seen.alphas = {0.5, 1, 1.5, 2, 2.5};
  seen.unit = milliseconds{size == tandem::scale::quick    ? 8
                           : size == tandem::scale::normal ? 100
                                                           : 1000};
  const setting here{.diary = place.path() / "diary",
                     .unit = seen.unit.count(),
                     .size = weights};
  keeping how{.store = place.path() / "store",
              .key_has_arguments = key_has_arguments};

  const parallel on_workers{
      {.n_jobs = workers, .backend = "loky", .batch_size = 1}};
  on_workers(std::vector<int>(static_cast<std::size_t>(workers)) |
             delayed<arrive>);
  const auto make_calls = [&] {
    std::vector<tandem::call<ask>> all;
    all.reserve(seen.alphas.size());
    for (const auto alpha : seen.alphas) {
      all.push_back(delayed<ask>(alpha, here, how));
    }
    return on_workers(all);
  };
  seen.first = timed("first", here, seen.alphas, make_calls);
  seen.files = files_in(how.store);
  seen.again = timed("again", here, seen.alphas, make_calls);
  seen.elsewhere = timed("new process", here, seen.alphas, [&] {
    tandem::process_workers one{1, tandem::start_method::spawn};
    std::vector<call> all;
    all.reserve(seen.alphas.size());
    for (const auto alpha : seen.alphas) {
      all.emplace_back(alpha, here, how);
    }
    return one.map<ask>(all);
  });
  how.version = "after an edit";
  seen.new_code = timed("new code", here, seen.alphas, make_calls);

  seen.crashed = crash(place.path(), key_has_arguments, size);
  seen.resumed = resume(place.path(), key_has_arguments, size);
  constexpr std::size_t small = 4'096;
  seen.not_kept = why_not_kept(place.path(), small);
  return seen;
}

}  // namespace caching_results

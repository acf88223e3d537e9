// How the experiment is told: its tables, its pictures, and the prediction.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace batches {
namespace {

using std::chrono::nanoseconds;
using tandem::in_ms;

double in_us(nanoseconds span, std::size_t each_of) {
  return static_cast<double>(span.count()) / 1e3 / static_cast<double>(each_of);
}

std::int64_t number(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

tandem::table tiny_ones(const evidence& seen) {
  const auto tasks = seen.by_size.empty() ? 0 : seen.by_size.front().tasks;
  tandem::table all{"tiny_tasks",
                    {{fmt::format("{} tiny tasks: batch", tasks), ""},
                     {"dispatches", ""},
                     {"us of CPU per task: ours", "", 2},
                     {"workers'", "", 2},
                     {"wall", "ms", 1}},
                    {}};
  for (const auto& run : seen.by_size) {
    all.rows.push_back({number(run.batch), number(run.dispatches),
                        in_us(run.parents_cpu, run.tasks),
                        run.complete
                            ? tandem::cell{in_us(run.workers_cpu, run.tasks)}
                            : tandem::cell{""},
                        in_ms(run.wall)});
  }
  return all;
}

tandem::table long_ones(const evidence& seen) {
  tandem::table all{
      "long_tasks",
      {{fmt::format("{} long tasks", seen.in_ones.notes.size()), ""},
       {"dispatches", ""},
       {"workers that had some", ""},
       {"first results", "ms", 1},
       {"wall", "ms", 1}},
      {}};
  const auto row = [&](const char* name, const long_run& run) {
    all.rows.push_back({name, number(run.dispatches), number(run.workers()),
                        in_ms(run.first_result), in_ms(run.wall)});
  };
  row("one a batch", seen.in_ones);
  row("in large batches", seen.in_large);
  return all;
}

/// Bars on a logarithmic scale.
std::string curve(const std::vector<tiny_run>& runs, tandem::glyphs with) {
  const auto cost = [](const tiny_run& run) {
    return std::max(in_us(run.cpu(), run.tasks), 1e-3);
  };
  if (runs.empty()) {
    return "";
  }
  const auto by_cost = [&](const tiny_run& a, const tiny_run& b) {
    return cost(a) < cost(b);
  };
  const auto [low, high] = std::ranges::minmax_element(runs, by_cost);
  const double first = std::floor(std::log10(cost(*low)) - 0.3);
  const double last = std::max(std::ceil(std::log10(cost(*high))), first + 1);
  constexpr int width = 54;
  const int decades = static_cast<int>(last - first);
  const int decade = width / decades;
  std::string text =
      "CPU time per task, ours and the workers' (a logarithmic scale)\n";
  for (const auto& run : runs) {
    const auto length =
        static_cast<int>(std::lround((std::log10(cost(run)) - first) * decade));
    std::string bar;
    for (int i = 0; i < length; ++i) {
      bar += with == tandem::glyphs::blocks ? "\u2588" : "#";
    }
    text +=
        fmt::format("batch {:>6} |{} {:.2f} us\n", run.batch, bar, cost(run));
  }
  text += std::string(13, ' ');
  for (int i = 0; i < decades; ++i) {
    text += fmt::format("{:<{}}", fmt::format("|{:g}", std::pow(10, first + i)),
                        decade);
  }
  return text + fmt::format("|{:g} us\n", std::pow(10, last));
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  tandem::table pretended{"auto_pretended",
                          {{"auto, replayed: tasks done", ""},
                           {"next batch", ""},
                           {"it takes", "s", 3}},
                          {}};
  for (const auto& step : seen.pretended) {
    pretended.rows.push_back(
        {number(step.done_before), number(step.size), step.took.count()});
  }
  return {tiny_ones(seen), long_ones(seen), pretended};
}

std::vector<std::string> pictures(const evidence& seen, tandem::glyphs with) {
  std::string sizes;
  constexpr std::size_t most = 40;
  for (const auto size : seen.by_auto.sizes | std::views::take(most)) {
    sizes += fmt::format(" {}", size);
  }
  sizes += seen.by_auto.sizes.size() > most ? " ..." : "";
  return {curve(seen.by_size, with),
          tandem::draw(seen.in_ones.who_worked, "long tasks, one a batch", with,
                       "worker"),
          tandem::draw(seen.in_large.who_worked, "in large batches", with,
                       "worker"),
          tandem::draw(seen.by_auto.who_worked,
                       "auto: fast tasks, then slow ones", with, "worker") +
              tandem::wrap("its batches, as they were done:" + sizes, 80) +
              "\n"};
}

tandem::question_about<evidence> prediction() {
  return {{"Two workers make a thousand tiny calls. One after the other is "
           "sent to them; then all at once, in one batch. How much CPU time "
           "does that take, compared with the first?",
           {"Nearly all of it: the calls are the same",
            "A half: one of the two workers has nothing to do",
            "Less than a fifth"},
           "A message costs far more than such a call: it is written, somebody "
           "is woken, it is read, and all that once more for the result."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            const auto least = [](const std::vector<tiny_run>& runs) {
              return std::ranges::min(runs, {}, &tiny_run::cpu).cpu();
            };
            if (seen.small.empty() || seen.large.empty()) {
              return {};
            }
            const auto left =
                tandem::ratio(least(seen.large), least(seen.small));
            return left < 0.2 ? 2 : left < 0.7 ? 1 : 0;
          }};
}

}  // namespace batches

// What is claimed about the evidence.
#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "common/workers/child_process.hpp"
#include "experiment.hpp"

namespace when_a_worker_dies {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The error says which task it was and what became of it; where a process
/// died, which one, too.
bool names_the_cause(const accident& seen) {
  if (!seen.error.starts_with(fmt::format("task {} ", unlucky))) {
    return false;
  }
  if (seen.how == fate::throws) {
    return contains(seen.error, thrown_words);
  }
  const auto ending = ending_in_words(seen.how);
  return seen.gone.size() == 1 &&
         contains(seen.error,
                  fmt::format("process {} {}", seen.gone.front(), ending));
}

double sum(const std::vector<accident>& all, int accident::*what) {
  int total = 0;
  for (const auto& one : all) {
    total += one.*what;
  }
  return total;
}

double count(const std::vector<accident>& all, bool (*which)(const accident&)) {
  return static_cast<double>(std::ranges::count_if(all, which));
}

}  // namespace

std::string ending_in_words(fate how) {
  using ended = tandem::process_ending::how_ended;
  switch (how) {
    case fate::returns:
    case fate::throws:
      return "";
    case fate::exits:
      return tandem::to_text({ended::exit, exit_code});
    case fate::aborts:
      return tandem::to_text({ended::signal, SIGABRT});
    case fate::segfaults:
      return tandem::to_text({ended::signal, SIGSEGV});
    case fate::is_killed:
      return tandem::to_text({ended::signal, SIGKILL});
  }
  return "";
}

std::vector<tandem::claim> claims(const evidence& seen) {
  const auto accidents = static_cast<double>(seen.chosen.size());
  const auto thrown =
      std::ranges::find(seen.chosen, fate::throws, &accident::how);
  const auto gone_by_throw =
      thrown == seen.chosen.end() ? 0 : thrown->gone.size();
  return {
      tandem::at_least("error_names",
                       "the error names the task and its cause: signal or "
                       "exit code and the process, or what was thrown",
                       {count(seen.chosen, names_the_cause), "accidents"},
                       accidents),
      tandem::at_most("throw_is_no_death",
                      "an exception ends its task, not its worker; workers "
                      "gone",
                      {static_cast<double>(gone_by_throw), ""}, 0),
      tandem::at_least("others_finish",
                       "the other tasks give their results, those of a batch "
                       "that was cut short, too",
                       {sum(seen.chosen, &accident::results), "results"},
                       accidents * (seen.tasks - 1)),
      tandem::at_least(
          "works_again",
          "the same pool, asked again after the accident, gives every result",
          {count(seen.chosen,
                 [](const accident& one) { return one.works_again; }),
           "pools"},
          accidents),
      tandem::at_most("nobody_left",
                      "once the pool is gone, so are its processes; left, "
                      "zombies among them",
                      {sum(seen.chosen, &accident::left_behind), ""}, 0),
      tandem::at_least(
          "naive_waits",
          "a naive pool still waits, though its worker is known to be gone",
          {count(seen.naive,
                 [](const accident& one) {
                   return !one.answered && !one.gone.empty();
                 }),
           "pools"},
          static_cast<double>(seen.naive.size())),
  };
}

}  // namespace when_a_worker_dies

// Says progress as its input tells it to, after "= 0", "= 1" and so on for each
// line of it, on both streams: one process does for many.
//   run BACKEND N_JOBS BATCH VERBOSE N known|unknown     so many trivial calls
//   say N_JOBS VERBOSE PRE_DISPATCH|all TOTAL|unknown {DRAWN BATCHES DONE OVER
//     ELAPSED}                                           made-up counts
//   auto {TASKS SECONDS}                                 made-up batches
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <ctime>
#include <functional>
#include <iostream>
#include <map>
#include <numeric>
#include <ranges>
#include <sstream>
#include <string>
#include <vector>

#include "common/workers/auto_batch.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/progress_lines.hpp"
#include "common/workers/worker_main.hpp"

// Stands in the place of the C library's. The clock that people set goes back
// an hour at each look.
extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static std::atomic<int> looks{0};
  constexpr long hour = 3600;
  const auto failed = syscall(SYS_clock_gettime, clock, now) != 0;
  if (!failed && clock == CLOCK_REALTIME) {
    now->tv_sec -= hour * ++looks;
  }
  return failed ? -1 : 0;
}

namespace {

int same(int x) { return x; }

void run(std::istream& from) {
  std::string backend;
  std::string batch;
  std::string length;
  int n_jobs = 0;
  int verbose = 0;
  int count = 0;
  from >> backend >> n_jobs >> batch >> verbose >> count >> length;
  const tandem::parallel calls{
      {.n_jobs = n_jobs,
       .backend = backend,
       .batch_size = batch == "auto"
                         ? tandem::batch_size_choice{"auto"}
                         : tandem::batch_size_choice{std::stoi(batch)},
       .verbose = verbose}};
  if (length == "known") {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    calls(numbers | tandem::delayed<same>);
  } else {
    calls(std::views::iota(0, count) |
          std::views::filter([](int) { return true; }) | tandem::delayed<same>);
  }
}

void say(std::istream& from) {
  tandem::progress_lines::settings how;
  std::string pre_dispatch;
  std::string total;
  from >> how.n_jobs >> how.verbose >> pre_dispatch >> total;
  how.pre_dispatch = tandem::pre_dispatch_of(pre_dispatch, how.n_jobs);
  if (total != "unknown") {
    how.total = std::stoul(total);
  }
  double elapsed = 0;
  tandem::progress_lines lines{
      how, [&] { return tandem::progress_lines::duration{elapsed}; },
      [](const std::string& line) { std::cerr << line << '\n'; }};
  tandem::schedule_counts now;
  int event = 0;
  while (from >> now.drawn >> now.batches >> now.done >> now.input_is_over >>
         elapsed) {
    std::cerr << "# " << event++ << '\n';
    lines.note(now, "");
  }
  std::cerr << "# end\n";
  lines.end(now);
}

void size_batches(std::istream& from) {
  tandem::auto_batch rule;
  std::size_t tasks = 0;
  double seconds = 0;
  while (from >> tasks >> seconds) {
    std::cerr << rule.note(tasks, tandem::auto_batch::duration{seconds})
                     .value_or("no change")
              << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::map<std::string, std::function<void(std::istream&)>> commands{
      {"run", run}, {"say", say}, {"auto", size_batches}};
  std::string line;
  for (int index = 0; std::getline(std::cin, line); ++index) {
    std::cout << "= " << index << std::endl;
    std::cerr << "= " << index << std::endl;
    std::istringstream words{line};
    std::string command;
    words >> command;
    commands.at(command)(words);
  }
  return 0;
}

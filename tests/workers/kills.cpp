// Kills random workers at random moments while batches run, and looks whether
// every outcome is right: kills METHOD COUNT
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/timing/work.hpp"
#include "common/workers/process_workers.hpp"
#include "common/workers/worker_main.hpp"

namespace {

using clock = std::chrono::steady_clock;
using std::chrono::duration;
using std::chrono::microseconds;

/// How a worker is made to end: by a signal that does so itself, or by one that
/// it handles by an exit.
struct way_to_end {
  int signal;
  const char* in_words;
};
constexpr std::array ways_to_end{way_to_end{SIGKILL, "was ended by SIGKILL"},
                                 way_to_end{SIGSEGV, "was ended by SIGSEGV"},
                                 way_to_end{SIGUSR1, "exited with code 7"}};

/// In every process of this program, before main.
const auto handler_is_there =
    std::signal(SIGUSR1, [](int) { _exit(7); }) != SIG_ERR;

/// A task that takes from nothing to about a millisecond.
std::vector<int> some_numbers(int seed) {
  tandem::work((seed * 7'919) % 200'000);
  std::vector<int> all(seed % 5 == 0 ? 20'000 : 3, seed);
  return all;
}

/// What was seen in all rounds.
struct sums {
  int kills = 0;
  int errors = 0;
  int wrong = 0;
  std::vector<double> ms_to_error;
};

/// One batch run during which one worker is killed.
void one_round(tandem::process_workers& workers, std::mt19937& random,
               sums& seen) {
  constexpr int tasks = 60;
  std::vector<int> seeds(tasks);
  std::generate(seeds.begin(), seeds.end(),
                [&] { return static_cast<int>(random() % 1'000); });
  const auto pids = workers.pids();
  const auto victim = pids.at(random() % pids.size());
  const auto after = microseconds{random() % 5'000};
  const auto& end = ways_to_end.at(random() % ways_to_end.size());
  clock::time_point killed{};
  std::thread killer{[&] {
    std::this_thread::sleep_for(after);
    killed = clock::now();
    kill(victim, end.signal);
  }};
  std::mutex lock;
  std::vector<int> told(tasks);
  clock::time_point told_at{};
  const auto count = [&](std::size_t index) {
    const std::lock_guard hold{lock};
    ++told.at(index);
  };
  int errors = 0;
  workers.run(
      {.task = tandem::task_of<&some_numbers>.offset,
       .count = tasks,
       .batch_size = 1 + random() % 20,
       .arguments =
           [&](std::size_t index, tandem::outgoing& to) {
             tandem::encode(to, seeds.at(index));
           },
       .result =
           [&](std::size_t index, tandem::incoming& result) {
             const auto numbers = tandem::decode<std::vector<int>>(result);
             const int seed = seeds.at(index);
             const std::size_t size = seed % 5 == 0 ? 20'000 : 3;
             const bool right =
                 numbers.size() == size &&
                 std::count(numbers.begin(), numbers.end(), seed) ==
                     static_cast<std::ptrdiff_t>(size);
             count(index);
             const std::lock_guard hold{lock};
             seen.wrong += right ? 0 : 1;
           },
       .failure =
           [&](std::size_t index, int, const std::exception_ptr& why) {
             told_at = clock::now();
             count(index);
             const std::lock_guard hold{lock};
             ++errors;
             try {
               std::rethrow_exception(why);
             } catch (const tandem::task_error& error) {
               const auto expected =
                   fmt::format("task {} (worker {}) failed: process {} {}",
                               index, error.worker(), victim, end.in_words);
               if (error.what() != expected) {
                 std::cout << "not as expected: " << error.what() << "\n"
                           << expected << "\n";
                 ++seen.wrong;
               }
             }
           }});
  killer.join();
  ++seen.kills;
  seen.errors += errors;
  seen.wrong += errors > 1 ? 1 : 0;
  seen.wrong += std::count(told.begin(), told.end(), 1) == tasks ? 0 : 1;
  if (errors > 0) {
    seen.ms_to_error.push_back(
        duration<double, std::milli>(told_at - killed).count());
  }
}

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  const auto how = arguments.at(0) == "spawn"
                       ? tandem::start_method::spawn
                       : tandem::start_method::forkserver;
  const int rounds = std::stoi(arguments.at(1));
  std::mt19937 random{20'26};
  sums seen;
  {
    tandem::process_workers workers{3, how};
    while (seen.kills < rounds) {
      one_round(workers, random, seen);
    }
  }
  auto& ms = seen.ms_to_error;
  std::sort(ms.begin(), ms.end());
  std::cout << fmt::format(
      "{} kills: {} met a running task, {} none; wrong: {}\n", seen.kills,
      seen.errors, seen.kills - seen.errors, seen.wrong);
  if (!ms.empty()) {
    std::cout << fmt::format(
        "from death to error: median {:.2f} ms, worst {:.2f} ms\n",
        ms[ms.size() / 2], ms.back());
  }
  return seen.wrong == 0 && seen.errors > 0 ? 0 : 1;
}

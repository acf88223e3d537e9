#include "common/workers/pool.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <ranges>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "common/teaching/process_tree.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/worker_process.hpp"
#include "tests/common/each_pool.hpp"

namespace {

using tandem::delayed;
using tandem::initializer_error;
using tandem::pool;
using tandem::start_method;
using tandem::task_error;
using tandem::worker_died;
using tests::numbers;
using tests::text_of;

constexpr std::array all_methods{start_method::fork, start_method::spawn,
                                 start_method::forkserver};
constexpr std::array that_replace{start_method::spawn,
                                  start_method::forkserver};

int square(int x) { return x * x; }
pid_t who(int) { return getpid(); }
int die_at_3(int x, int signal) {
  if (x == 3 && signal == 0) {
    _exit(7);
  }
  if (x == 3) {
    std::raise(signal);
  }
  return x;
}
int die_by_kill_at_3(int x) { return die_at_3(x, SIGKILL); }
std::size_t size_of(const std::string& text) { return text.size(); }
int level_of(int) { return tandem::current_nesting().level; }
int pool_in_worker(int) { return pool{1}.map<square>(numbers(2)).at(1); }
int parallel_in_worker(int) {
  return tandem::parallel{{.n_jobs = 2}}(numbers(3) | delayed<square>).back();
}

/// A table that an initializer puts into each worker.
std::vector<int>& table() {
  static std::vector<int> only;
  return only;
}
void set_table(const std::vector<int>& all) { table() = all; }
int sum_of_table(int x) {
  return std::accumulate(table().begin(), table().end(), x);
}
void refuse_table(const std::string& why) { throw std::domain_error{why}; }
void die_at_once(int signal) { std::raise(signal); }
void refuse_if_there(const std::string& path) {
  if (std::filesystem::exists(path)) {
    throw std::runtime_error{"the file is there"};
  }
}

/// The worker_died that `action` throws within a task_error.
template <class Action>
std::string death_in(const Action& action, std::size_t index) {
  try {
    action();
  } catch (const task_error& error) {
    CHECK(error.index() == index);
    try {
      std::rethrow_if_nested(error);
    } catch (const worker_died& death) {
      return tandem::to_text(death.ending());
    }
  }
  return "no death";
}

}  // namespace

TEST_CASE("a dead worker is an error with the task's index, and no hang") {
  for (const auto how : all_methods) {
    for (const auto chunk : std::vector<std::size_t>{1, 4, 100}) {
      for (const auto& [signal, words] :
           {std::pair{SIGKILL, "was ended by SIGKILL"},
            {SIGTERM, "was ended by SIGTERM"},
            {0, "exited with code 7"}}) {
        INFO(tandem::to_text(how) << ", chunk " << chunk << ", " << words);
        pool workers{2, how};
        std::vector<std::pair<int, int>> calls;
        for (const int x : numbers(9)) {
          calls.emplace_back(x, signal);
        }
        CHECK(death_in([&] { workers.starmap<die_at_3>(calls, chunk); }, 3) ==
              words);
        CHECK(workers.map<square>(numbers(4)) == std::vector{0, 1, 4, 9});
      }
    }
  }
}

TEST_CASE("the worker that died is replaced, and the others go on") {
  for (const auto how : that_replace) {
    pool workers{2, how};
    CHECK_THROWS_AS(workers.map<die_by_kill_at_3>(numbers(9)), task_error);
    auto results = workers.imap<die_by_kill_at_3>(numbers(9), 2);
    int at = 0;
    for (auto it = results.begin(); it != results.end(); ++it, ++at) {
      if (at == 3) {
        CHECK(death_in([&] { (void)*it; }, 3) == "was ended by SIGKILL");
      } else {
        CHECK(*it == at);
      }
    }
    CHECK(at == 9);
    CHECK(death_in([&] { workers.apply<die_by_kill_at_3>(3); }, 0) ==
          "was ended by SIGKILL");
    CHECK(workers.map<square>(numbers(3), 1) == std::vector{0, 1, 4});
  }
}

TEST_CASE("a worker that dies while nobody uses it is no error") {
  pool workers{2};
  for (const auto pid : workers.pids()) {
    kill(pid, SIGKILL);
  }
  CHECK(workers.map<square>(numbers(5), 1) == std::vector{0, 1, 4, 9, 16});
}

TEST_CASE("forked workers are not replaced: when all have died, it is said") {
  pool workers{2, start_method::fork};
  for (int i = 0; i < 2; ++i) {
    CHECK(death_in([&] { workers.apply<die_by_kill_at_3>(3); }, 0) ==
          "was ended by SIGKILL");
  }
  for (int i = 0; i < 2; ++i) {
    CHECK(text_of<std::runtime_error>([&] { workers.apply<square>(3); }) ==
          "no worker is left: all have died");
  }
  pool others{2, start_method::fork};
  CHECK(others.apply<square>(3) == 9);
}

TEST_CASE("an initializer runs once in each new worker") {
  const std::vector<int> all(100'000, 1);
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    pool workers{
        {.workers = 2, .start = how, .initialize = delayed<set_table>(all)}};
    CHECK(workers.map<sum_of_table>(numbers(3)) ==
          std::vector{100'000, 100'001, 100'002});
    const auto size = all.size() * sizeof(int);
    const auto sent = workers.bytes_sent();
    CHECK(sent > 2 * size);  // once for each worker, not for each task
    CHECK(sent < 2 * size + 2'000);
    for (const auto pid : workers.pids()) {
      if (how != start_method::fork) {
        kill(pid, SIGKILL);
      }
    }
    CHECK(workers.apply<sum_of_table>(1) == 100'001);
  }
}

TEST_CASE("an initializer that fails is one error, and nobody is left") {
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    const auto start = [how](const tandem::initializer& what) {
      const pool workers{{.workers = 2, .start = how, .initialize = what}};
    };
    try {
      start(delayed<refuse_table>("it is empty"));
      FAIL_CHECK("nothing thrown");
    } catch (const initializer_error& error) {
      CHECK_THAT(error.what(), tests::contains("refuse_table"));
      CHECK_THAT(error.what(), tests::contains(" failed in worker "));
      CHECK_THAT(error.what(), tests::contains(": it is empty"));
      CHECK_THROWS_AS(std::rethrow_if_nested(error), std::domain_error);
    }
    try {
      start(delayed<die_at_once>(SIGKILL));
      FAIL_CHECK("nothing thrown");
    } catch (const initializer_error& error) {
      CHECK_THAT(error.what(), tests::contains("was ended by SIGKILL"));
      CHECK_THROWS_AS(std::rethrow_if_nested(error), worker_died);
    }
  }
  // All that is left may be the fork server.
  CHECK(tandem::descendants(getpid()).size() <= 1);
}

TEST_CASE("an initializer that fails later is an error of the call") {
  const auto path = std::filesystem::temp_directory_path() /
                    fmt::format("tandem_pool_test_{}", getpid());
  for (const auto how : that_replace) {
    pool workers{{.workers = 1,
                  .start = how,
                  .initialize = delayed<refuse_if_there>(path.string())}};
    std::ofstream{path} << "here";
    CHECK_THROWS_AS(workers.apply<die_by_kill_at_3>(3), task_error);
    for (int i = 0; i < 3; ++i) {
      CHECK_THROWS_AS(workers.map<square>(numbers(9), 1), initializer_error);
    }
    std::filesystem::remove(path);
    CHECK(workers.map<square>(numbers(3)) == std::vector{0, 1, 4});
  }
}

TEST_CASE("max_tasks_per_child counts tasks, whatever the chunk") {
  for (const auto how : that_replace) {
    for (const auto chunk : std::vector<std::size_t>{1, 2, 3, 4, 10}) {
      INFO(tandem::to_text(how) << ", chunk " << chunk);
      pool workers{{.workers = 1, .start = how, .max_tasks_per_child = 3}};
      const auto pids = workers.map<who>(numbers(10), chunk);
      const std::set<pid_t> all{pids.begin(), pids.end()};
      CHECK(all.size() == 4);
      for (std::size_t i = 0; i < pids.size(); ++i) {
        CHECK(pids[i] == pids[i / 3 * 3]);
      }
      CHECK(workers.apply<who>(0) == pids.back());  // it had one task only
    }
  }
}

TEST_CASE("workers that end after their tasks still fail and die properly") {
  pool workers{{.workers = 2, .max_tasks_per_child = 2}};
  CHECK(death_in([&] { workers.map<die_by_kill_at_3>(numbers(9), 9); }, 3) ==
        "was ended by SIGKILL");
  CHECK(workers.map<square>(numbers(9), 5).back() == 64);
  int at = 0;
  for (const int x : workers.imap<square>(std::views::iota(0, 30), 7)) {
    CHECK(x == at * at);
    ++at;
  }
  CHECK(at == 30);
}

TEST_CASE("what a pool cannot be is refused") {
  const auto refused = [](const tandem::pool_options& how) {
    return text_of<std::invalid_argument>([&] { const pool it{how}; });
  };
  CHECK(text_of<std::invalid_argument>([] { const pool it{0}; }) ==
        "a pool of 0 workers; allowed are whole numbers from 1");
  CHECK(text_of<std::invalid_argument>([] { const pool it{-2}; }) ==
        "a pool of -2 workers; allowed are whole numbers from 1");
  CHECK(refused({.workers = -2}) ==
        "a pool of -2 workers; allowed are whole numbers from 1, and 0 for as "
        "many as there are usable CPUs");
  CHECK(refused({.workers = 1, .max_tasks_per_child = -1}) ==
        "max_tasks_per_child -1; allowed are whole numbers from 1, and 0 for "
        "no limit");
  CHECK(refused({.workers = 1,
                 .start = start_method::fork,
                 .max_tasks_per_child = 1}) ==
        "max_tasks_per_child with fork; allowed are spawn and forkserver: new "
        "workers are made beside threads");
  CHECK(pool{}.workers() == tandem::count_cpus().workers());
}

TEST_CASE("bytes are counted, and chunks save some") {
  pool workers{1};
  const std::string text(10'000, 'x');
  const auto sent_for = [&](std::size_t chunk) {
    const auto before = workers.bytes_sent();
    workers.map<size_of>(std::vector(8, text), chunk);
    return workers.bytes_sent() - before;
  };
  const auto one_by_one = sent_for(1);
  CHECK(one_by_one > 80'000);
  CHECK(one_by_one < 82'000);
  CHECK(sent_for(8) < one_by_one);
  const auto all = workers.bytes_sent();
  workers.terminate();
  CHECK(workers.bytes_sent() == all);
  CHECK(workers.pids().empty());
}

TEST_CASE("tasks know where they are") {
  for (const auto how : all_methods) {
    pool workers{2, how};
    const int level = how == start_method::fork ? 2 : 1;
    CHECK(workers.map<level_of>(numbers(3)) == std::vector(3, level));
    CHECK(workers.apply<parallel_in_worker>(0) == 4);
    CHECK_THAT(text_of<task_error>([&] { workers.apply<pool_in_worker>(0); }),
               tests::contains("a worker starts no workers of its own"));
  }
}

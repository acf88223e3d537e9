// What the processes of a pool suffer, and what that costs.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ranges>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/workers/parallel.hpp"
#include "tests/common/each_pool.hpp"
#include "tests/common/wait_for_ever.hpp"

namespace {

using tandem::delayed;
using tandem::initializer_error;
using tandem::pool;
using tandem::start_method;
using tandem::task_error;
using tests::numbers;
using tests::text_of;

constexpr std::array all_methods{start_method::fork, start_method::spawn,
                                 start_method::forkserver};

int square(int x) { return x * x; }

/// An argument that some cannot be sent of.
struct picky {
  int x = 0;
  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& x;
    if (x == 3) {
      throw std::domain_error{"it cannot be sent"};
    }
  }
};
int number_in(const picky& argument) { return argument.x; }
auto picky_numbers(int count) {
  return std::views::iota(0, count) |
         std::views::transform([](int x) { return picky{x}; });
}

/// The first that comes fails; the others never end.
void fail_if_first(const std::string& path) {
  if (std::filesystem::create_directory(path)) {
    throw std::domain_error{"it came first"};
  }
  tests::wait_for_ever();
}

/// Ends the first `count` workers, and waits until it is known.
void kill_idle(const pool& workers, std::size_t count) {
  const auto before = workers.pids();
  for (const auto pid : before | std::views::take(count)) {
    kill(pid, SIGKILL);
  }
  while (workers.pids().size() > before.size() - count) {
    std::this_thread::yield();
  }
}

}  // namespace

TEST_CASE("an argument that cannot be sent fails its call, and no worker") {
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    pool workers{2, how};
    const auto before = workers.pids();
    for (const std::size_t chunk : {1U, 2U, 4U, 9U}) {
      try {
        workers.map<number_in>(picky_numbers(9), chunk);
        FAIL_CHECK("nothing thrown");
      } catch (const task_error& error) {
        CHECK(error.index() == 3);
        CHECK_THAT(error.what(), tests::contains("it cannot be sent"));
        CHECK_THROWS_AS(std::rethrow_if_nested(error), std::domain_error);
      }
      auto results = workers.imap<number_in>(picky_numbers(9), chunk);
      int at = 0;
      for (auto it = results.begin(); it != results.end(); ++it, ++at) {
        if (at == 3) {
          CHECK_THROWS_AS(*it, task_error);
        } else {
          CHECK(*it == at);
        }
      }
      CHECK(at == 9);
    }
    CHECK(workers.pids() == before);
  }
}

TEST_CASE("parallel says which argument cannot be sent") {
  for (const auto* backend : {"loky", "multiprocessing"}) {
    for (const int batch_size : {0, 1, 4, 9}) {
      tandem::parallel_options options{.n_jobs = 2, .backend = backend};
      if (batch_size > 0) {
        options.batch_size = batch_size;
      }
      try {
        tandem::parallel{options}(picky_numbers(9) | delayed<number_in>);
        FAIL_CHECK("nothing thrown");
      } catch (const task_error& error) {
        CHECK(error.index() == 3);
        CHECK_THAT(error.what(), tests::contains("it cannot be sent"));
      }
    }
  }
}

TEST_CASE("workers that died while nobody used them fail no call") {
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    pool workers{6, how};
    kill_idle(workers, 5);
    CHECK(workers.map<square>(numbers(12), 1).back() == 121);
    CHECK(workers.apply<square>(3) == 9);
  }
  pool all_dead{3, start_method::fork};
  kill_idle(all_dead, 3);
  CHECK(text_of<std::runtime_error>([&] { all_dead.apply<square>(3); }) ==
        "no worker is left: all have died");
}

TEST_CASE("an initializer that fails is told before the others have ended") {
  const auto path = std::filesystem::temp_directory_path() /
                    fmt::format("tandem_pool_workers_test_{}", getpid());
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    CHECK_THAT(text_of<initializer_error>([&] {
                 const pool workers{
                     {.workers = 3,
                      .start = how,
                      .initialize = delayed<fail_if_first>(path.string())}};
               }),
               tests::contains("it came first"));
    std::filesystem::remove(path);
  }
}

TEST_CASE("a copy of the process leaves the pool's workers alone") {
  for (const auto how : all_methods) {
    INFO(tandem::to_text(how));
    auto workers = std::make_unique<pool>(2, how);
    CHECK(workers->map<square>(numbers(3)) == std::vector{0, 1, 4});
    const auto before = workers->pids();
    const pid_t copy = fork();
    if (copy == 0) {
      workers.reset();
      _exit(0);
    }
    const auto status = tandem::wait_for_child(copy);
    REQUIRE(status.has_value());
    CHECK(tandem::to_text(tandem::ending_of(status.value_or(1))) ==
          "exited with code 0");
    CHECK(workers->pids() == before);
    CHECK(workers->map<square>(numbers(3)) == std::vector{0, 1, 4});
    CHECK(workers->pids() == before);
  }
}

// A store in the hands of several threads, processes, and of `parallel`.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/caching/memory.hpp"
#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::delayed;
using tandem::memory;
using tandem::parallel;

/// Leaves a mark for each call, in whatever process it is made.
int marked(const std::string& marks, int x) {
  const int file =
      open(marks.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  const auto line = std::to_string(x) + "\n";
  if (write(file, line.data(), line.size()) < 0) {
    throw std::runtime_error{"no mark"};
  }
  close(file);
  return x * x;
}

std::ptrdiff_t marks_in(const tests::scratch_folder& folder) {
  return tests::lines_in(tests::content_of(folder.path() / "marks"));
}

int from_the_store(const std::string& folder, int x) {
  const memory store{std::filesystem::path{folder} / "cache"};
  return store.cache<marked>({.ignore = {0}})(folder + "/marks", x);
}

/// As most would write it: made once in each worker, by its first call.
int from_a_static_one(const std::string& folder, int x) {
  static const auto kept =
      memory{std::filesystem::path{folder} / "cache"}.cache<marked>();
  return kept(folder + "/marks", x);
}

template <auto task>
std::vector<int> run(const std::string& backend, const std::string& folder,
                     const std::vector<int>& numbers) {
  std::vector<tandem::call<task>> calls;
  calls.reserve(numbers.size());
  for (const int x : numbers) {
    calls.push_back(delayed<task>(folder, x));
  }
  return parallel{{.n_jobs = 2, .backend = backend, .batch_size = 1}}(calls);
}

}  // namespace

TEST_CASE("the store works on every backend, and one computes a call") {
  const std::vector<int> numbers{1, 2, 3, 1, 2, 3, 4, 4, 4, 4};
  const std::vector<int> squares{1, 4, 9, 1, 4, 9, 16, 16, 16, 16};
  for (const std::string backend :
       {"sequential", "threading", "loky", "multiprocessing"}) {
    INFO(backend);
    const tests::scratch_folder folder;
    const auto path = folder.path().string();
    CHECK(run<from_the_store>(backend, path, numbers) == squares);
    CHECK(marks_in(folder) == 4);
    CHECK(run<from_the_store>(backend, path, numbers) == squares);
    CHECK(marks_in(folder) == 4);
  }
}

TEST_CASE("a store that each worker keeps for good works, too") {
  // The first folder is the one that stays: these calls share it.
  static const tests::scratch_folder folder;
  const std::vector<int> numbers{5, 6, 5, 6, 7};
  for (const std::string backend : {"loky", "multiprocessing", "threading"}) {
    INFO(backend);
    CHECK(run<from_a_static_one>(backend, folder.path().string(), numbers) ==
          std::vector<int>{25, 36, 25, 36, 49});
    CHECK(marks_in(folder) == 3);
  }
}

TEST_CASE("many threads, few calls: each is computed once") {
  const tests::scratch_folder folder;
  const auto marks = (folder.path() / "marks").string();
  const auto kept = memory{folder.path() / "cache"}.cache<marked>();
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        for (int x = 0; x < 10; ++x) {
          const int mine = (x + i) % 10;
          wrong += kept(marks, mine) == mine * mine ? 0 : 1;
        }
      });
    }
  }
  CHECK(wrong == 0);
  CHECK(marks_in(folder) == 10);
}

TEST_CASE("who does not want to wait computes, too, and all are right") {
  const tests::scratch_folder folder;
  const auto marks = (folder.path() / "marks").string();
  const memory store{folder.path() / "cache", {.compute_once = false}};
  const auto kept = store.cache<marked>();
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int x = 0; x < 10; ++x) {
          wrong += kept(marks, x) == x * x ? 0 : 1;
        }
      });
    }
  }
  CHECK(wrong == 0);
  for (int x = 0; x < 10; ++x) {
    CHECK(kept.check_call_in_cache(marks, x));
  }
}

TEST_CASE("clearing and reducing beside calls harms nobody") {
  const tests::scratch_folder folder;
  const auto marks = (folder.path() / "marks").string();
  const memory store{folder.path() / "cache"};
  const auto kept = store.cache<marked>();
  std::atomic<int> wrong = 0;
  const std::string warnings = tests::written_to(STDERR_FILENO, [&] {
    std::vector<std::jthread> threads;
    threads.reserve(3);
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        for (int x = 0; x < 300; ++x) {
          wrong += kept(marks, x % 5) == (x % 5) * (x % 5) ? 0 : 1;
        }
      });
    }
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        store.clear();
        store.reduce_size({.items = 1});
      }
    });
  });
  CHECK(wrong == 0);
  CHECK(warnings == "");
}

// Pools against a plain loop: every length from 0 to 50, number of workers from
// 1 to 5, chunk from 1 to 7 and the default, on processes and on threads; then
// with tasks that fail at random. TANDEM_SEED=n repeats the run that printed n.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/workers/pool.hpp"
#include "common/workers/thread_pool.hpp"
#include "tests/catch.hpp"

namespace {

using tandem::task_error;
using tandem::worker_pool;

constexpr std::size_t longest = 50;
constexpr int most_workers = 5;
constexpr std::size_t largest_chunk = 7;

enum class shape { map, imap, unordered };
constexpr std::array shape_names{"map", "imap", "imap_unordered"};

/// Fails where its argument is negative; then it is ~index.
std::int64_t triple(std::int64_t x) {
  if (x < 0) {
    throw std::domain_error{std::to_string(~x)};
  }
  return 3 * x + 1;
}
std::int64_t expected_at(std::size_t index) {
  return 3 * static_cast<std::int64_t>(index) + 1;
}

std::uint32_t seed() {
  static const std::uint32_t only = [] {
    const char* given = std::getenv("TANDEM_SEED");
    return given == nullptr
               ? 2026U
               : static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10));
  }();
  return only;
}

/// One call.
struct one_case {
  shape returns = shape::map;
  std::size_t count = 0;
  std::optional<std::size_t> chunk{};
  std::set<std::size_t> failing{};

  [[nodiscard]] std::string words() const {
    return fmt::format("TANDEM_SEED={}: {}, {} items, chunk {}, failing: {}",
                       seed(),
                       shape_names.at(static_cast<std::size_t>(returns)), count,
                       chunk.value_or(0), fmt::join(failing, " "));
  }
  [[nodiscard]] std::vector<std::int64_t> items() const {
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < count; ++i) {
      const auto x = static_cast<std::int64_t>(i);
      all.push_back(failing.contains(i) ? ~x : x);
    }
    return all;
  }
};

/// What came of it: results and failed indices, in the order in which they
/// came.
struct ending {
  std::vector<std::int64_t> results{};
  std::vector<std::size_t> failed{};
  friend bool operator==(const ending&, const ending&) = default;
};

/// What a loop gives: a map ends with the first failure.
ending expected_of(const one_case& one) {
  ending all;
  for (std::size_t i = 0; i < one.count; ++i) {
    if (!one.failing.contains(i)) {
      all.results.push_back(expected_at(i));
    } else if (one.returns == shape::map) {
      return {.failed = {i}};
    } else {
      all.failed.push_back(i);
    }
  }
  return all;
}

std::size_t index_of(const task_error& error) {
  try {
    std::rethrow_if_nested(error);
  } catch (const std::domain_error& thrown) {
    if (thrown.what() == std::to_string(error.index())) {
      return error.index();
    }
  }
  throw std::logic_error{"another exception is nested than was thrown"};
}

template <class Results>
ending read(Results results) {
  ending all;
  auto it = results.begin();
  for (; it != results.end(); ++it) {
    try {
      all.results.push_back(*it);
    } catch (const task_error& error) {
      all.failed.push_back(index_of(error));
    }
  }
  return all;
}

ending run(worker_pool& workers, const one_case& one) {
  const auto items = one.items();
  const auto chunk = one.chunk.value_or(1);
  switch (one.returns) {
    case shape::map:
      try {
        return {.results = workers.map<triple>(items, one.chunk)};
      } catch (const task_error& error) {
        return {.failed = {index_of(error)}};
      }
    case shape::imap:
      return read(workers.imap<triple>(items, chunk));
    case shape::unordered:
      break;
  }
  auto all = read(workers.imap_unordered<triple>(items, chunk));
  std::sort(all.results.begin(), all.results.end());
  std::sort(all.failed.begin(), all.failed.end());
  return all;
}

/// Runs it; if it goes wrong, says so.
bool holds(worker_pool& workers, const one_case& one) {
  const bool right = run(workers, one) == expected_of(one);
  if (!right) {
    INFO(workers.workers() << " workers, " << one.words());
    CHECK(right);
  }
  return right;
}

/// All lengths and chunks. Returns  how many went right.
int all_hold(worker_pool& workers) {
  int right = 0;
  for (const auto returns : {shape::map, shape::imap, shape::unordered}) {
    for (std::size_t count = 0; count <= longest; ++count) {
      for (std::size_t chunk = 0; chunk <= largest_chunk; ++chunk) {
        one_case one{.returns = returns, .count = count};
        if (chunk > 0) {
          one.chunk = chunk;
        }
        right += holds(workers, one) ? 1 : 0;
      }
    }
  }
  return right;
}
constexpr int all_of_them = 3 * (longest + 1) * (largest_chunk + 1);

one_case any_case(std::mt19937& random) {
  one_case one{.returns = static_cast<shape>(random() % 3),
               .count = 1 + random() % longest};
  if (const auto chunk = random() % (largest_chunk + 1); chunk > 0) {
    one.chunk = chunk;
  }
  const auto how_many = 1 + random() % 4;
  for (std::size_t i = 0; i < how_many; ++i) {
    one.failing.insert(random() % one.count);
  }
  return one;
}

int some_fail(worker_pool& workers, int rounds) {
  std::mt19937 random{seed() + static_cast<unsigned>(workers.workers())};
  int right = 0;
  for (int round = 0; round < rounds; ++round) {
    right += holds(workers, any_case(random)) ? 1 : 0;
  }
  return right;
}

}  // namespace

TEST_CASE("processes give what a loop gives") {
  for (int workers = 1; workers <= most_workers; ++workers) {
    tandem::pool by{workers};
    CHECK(all_hold(by) == all_of_them);
  }
}

TEST_CASE("threads give what a loop gives") {
  for (int workers = 1; workers <= most_workers; ++workers) {
    tandem::thread_pool by{workers};
    CHECK(all_hold(by) == all_of_them);
  }
}

TEST_CASE("errors are those that a loop meets") {
  std::printf("TANDEM_SEED=%u\n", static_cast<unsigned>(seed()));
  constexpr int rounds = 300;
  for (int workers = 1; workers <= most_workers; ++workers) {
    tandem::pool processes{workers};
    CHECK(some_fail(processes, rounds) == rounds);
    tandem::thread_pool threads{workers};
    CHECK(some_fail(threads, rounds) == rounds);
  }
}

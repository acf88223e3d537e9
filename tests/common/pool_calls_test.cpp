// What all pools do alike.
#include <array>
#include <chrono>
#include <list>
#include <ranges>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "tests/common/each_pool.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::task_error;
using tandem::worker_pool;
using tests::numbers;
using tests::on_each_pool;
using tests::text_of;

int square(int x) { return x * x; }
int minus(int a, int b) { return a - b; }
std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}
int first_of_pair(const std::pair<int, int>& both) { return both.first; }
void nothing_of(int) {}
int sleep_ms(int span) {
  std::this_thread::sleep_for(std::chrono::milliseconds{span});
  return span;
}
int refuse_odd(int x) {
  if (x % 2 == 1) {
    throw std::domain_error{"odd: " + std::to_string(x)};
  }
  return x;
}
int throws_a_number(int x) { throw x; }

/// Numbers that end with an exception.
auto numbers_and_trouble(int count) {
  return std::views::iota(0) | std::views::transform([count](int x) {
           if (x == count) {
             throw std::out_of_range{"no more input"};
           }
           return x;
         });
}

}  // namespace

TEST_CASE("map takes ranges of every kind, and keeps the order") {
  on_each_pool(2, [](worker_pool& workers) {
    const std::vector squares{0, 1, 4, 9, 16};
    CHECK(workers.workers() == 2);
    CHECK(workers.map<square>(numbers(5)) == squares);
    const auto by_name = numbers(5);
    CHECK(workers.map<square>(by_name, 2) == squares);
    CHECK(workers.map<square>(std::views::iota(0, 5)) == squares);
    CHECK(workers.map<square>(std::list{3, 1}, 1'000'000) == std::vector{9, 1});
    std::istringstream text{"2 3 4"};
    CHECK(workers.map<square>(std::views::istream<int>(text)) ==
          std::vector{4, 9, 16});
    CHECK(workers.map<square>(std::vector<int>{}).empty());
    CHECK(workers.map<nothing_of>(numbers(3)).size() == 3);
  });
}

TEST_CASE("a tuple is one argument for map, and several for starmap") {
  on_each_pool(2, [](worker_pool& workers) {
    CHECK(workers.map<first_of_pair>(std::vector{std::pair{3, 4}}) ==
          std::vector{3});
    CHECK(workers.starmap<minus>(std::vector{std::pair{3, 4}, {9, 1}}) ==
          std::vector{-1, 8});
    CHECK(workers.starmap<minus>(std::vector{std::array{3, 4}}, 1) ==
          std::vector{-1});
    const std::vector<std::tuple<std::string, int>> asked{{"ab", 2}, {"c", 0}};
    CHECK(workers.starmap<repeat>(asked) ==
          std::vector<std::string>{"abab", ""});
  });
}

TEST_CASE("one call can be made, and waited for or not") {
  on_each_pool(2, [](worker_pool& workers) {
    CHECK(workers.apply<repeat>("ab", 3) == "ababab");
    CHECK(workers.apply<nothing_of>(1) == tandem::nothing{});
    const auto five = workers.apply_async<square>(5);
    const auto six = workers.apply_async<square>(6);
    CHECK(six.get() == 36);
    CHECK(six.get() == 36);
    five.wait();
    CHECK(five.ready());
    CHECK(five.wait_for(0s));
    CHECK(five.successful());
    CHECK(five.get() == 25);
  });
}

TEST_CASE("one waits for any span, and no shorter") {
  on_each_pool(1, [](worker_pool& workers) {
    const auto called = workers.apply_async<square>(3);
    CHECK(called.wait_for(std::chrono::hours::max()));
    CHECK(called.wait_for(std::chrono::duration<double>::max()));
    CHECK(called.wait_for(std::chrono::hours::min()));
    const auto slow = workers.apply_async<sleep_ms>(20);
    const std::chrono::duration<double> some{0.001};
    const auto begin = std::chrono::steady_clock::now();
    while (!slow.wait_for(some)) {
    }
    CHECK(std::chrono::steady_clock::now() - begin >= some);
    CHECK(slow.get() == 20);
  });
}

TEST_CASE("many calls can be under way at once") {
  on_each_pool(3, [](worker_pool& workers) {
    std::vector<tandem::async_result<int>> all;
    for (const int x : numbers(200)) {
      all.push_back(workers.apply_async<square>(x));
    }
    CHECK(workers.map<square>(numbers(3)) == std::vector{0, 1, 4});
    int right = 0;
    for (int x = 0; x < 200; ++x) {
      right += all[static_cast<std::size_t>(x)].get() == x * x ? 1 : 0;
    }
    CHECK(right == 200);
  });
}

TEST_CASE("a failed task is named, with what it has thrown") {
  on_each_pool(2, [](worker_pool& workers) {
    for (const auto chunk : std::vector<std::size_t>{1, 3, 100}) {
      try {
        workers.map<refuse_odd>(numbers(20), chunk);
        FAIL_CHECK("nothing thrown");
      } catch (const task_error& error) {
        CHECK(error.index() == 1);
        CHECK_THAT(error.what(), tests::contains("odd: 1"));
        CHECK_THROWS_AS(std::rethrow_if_nested(error), std::domain_error);
      }
    }
    CHECK_THAT(text_of<task_error>([&] { workers.apply<refuse_odd>(7); }),
               tests::contains("odd: 7"));
    CHECK_THAT(text_of<task_error>([&] { workers.apply<throws_a_number>(7); }),
               tests::contains("something else was thrown"));
    const auto failed = workers.apply_async<refuse_odd>(9);
    failed.wait();
    CHECK(failed.ready());
    CHECK_FALSE(failed.successful());
    CHECK_THROWS_AS(failed.get(), task_error);
    CHECK_THROWS_AS(failed.get(), task_error);
  });
}

TEST_CASE("imap throws at the item that failed, and goes on") {
  on_each_pool(2, [](worker_pool& workers) {
    for (const auto chunk : std::vector<std::size_t>{1, 4}) {
      auto results = workers.imap<refuse_odd>(numbers(10), chunk);
      int at = 0;
      for (auto it = results.begin(); it != results.end(); ++it, ++at) {
        if (at % 2 == 1) {
          CHECK_THROWS_AS(*it, task_error);
        } else {
          CHECK(*it == at);
        }
      }
      CHECK(at == 10);
    }
  });
}

TEST_CASE("imap can be left, and read from an endless input") {
  on_each_pool(2, [](worker_pool& workers) {
    int read = 0;
    for (const int x : workers.imap<square>(std::views::iota(0))) {
      CHECK(x == read * read);
      if (++read == 20) {
        break;
      }
    }
    std::set<int> seen;
    for (const int x : workers.imap_unordered<square>(std::views::iota(0), 3)) {
      seen.insert(x);
      if (seen.size() == 20) {
        break;
      }
    }
    CHECK(seen.size() == 20);
    (void)workers.imap<square>(std::views::iota(0));  // not even begun
    CHECK(workers.map<square>(numbers(3)) == std::vector{0, 1, 4});
  });
}

TEST_CASE("what the input throws comes after all that came before it") {
  on_each_pool(2, [](worker_pool& workers) {
    for (const auto chunk : std::vector<std::size_t>{1, 3}) {
      CHECK_THROWS_AS(workers.map<square>(numbers_and_trouble(7), chunk),
                      std::out_of_range);
      int read = 0;
      auto results = workers.imap<square>(numbers_and_trouble(7), chunk);
      CHECK_THROWS_AS(
          [&] {
            for (const int x : results) {
              CHECK(x == read * read);
              ++read;
            }
          }(),
          std::out_of_range);
      CHECK(read == 7);
    }
    CHECK(workers.apply<square>(2) == 4);
  });
}

TEST_CASE("results of one call can be the input of another") {
  on_each_pool(1, [](worker_pool& workers) {
    auto squares = workers.imap<square>(std::views::iota(0, 50));
    auto fourth = workers.imap<square>(squares | std::views::all);
    int at = 0;
    for (const int x : fourth) {
      CHECK(x == at * at * at * at);
      ++at;
    }
    CHECK(at == 50);
  });
}

TEST_CASE("calls can be made while an imap is read") {
  on_each_pool(2, [](worker_pool& workers) {
    int at = 0;
    for (const int x : workers.imap<square>(std::views::iota(0, 20))) {
      CHECK(workers.map<square>(numbers(3)) == std::vector{0, 1, 4});
      CHECK(workers.apply<square>(x) == x * x);
      ++at;
    }
    CHECK(at == 20);
  });
}

TEST_CASE("a chunk of 0 is refused") {
  on_each_pool(1, [](worker_pool& workers) {
    const auto refused = [&](const auto& action) {
      return text_of<std::invalid_argument>(action);
    };
    CHECK(refused([&] { workers.map<square>(numbers(3), 0); }) ==
          "a chunk of 0 items; allowed are whole numbers from 1");
    CHECK(refused([&] { (void)workers.imap<square>(numbers(3), 0); }) ==
          "a chunk of 0 items, which imap reads ahead; allowed are whole "
          "numbers from 1 to 1000000");
    CHECK(refused([&] { workers.map<square>(tests::endless(), 0); }) ==
          "a chunk of 0 items; allowed are whole numbers from 1");
    CHECK(refused([&] { workers.map<square>(std::vector<int>{}, 0); }) ==
          "a chunk of 0 items; allowed are whole numbers from 1");
  });
}

TEST_CASE("the default chunk is a quarter of each worker's share") {
  using tandem::chunk_of;
  CHECK(chunk_of({}, 64, 4) == 4);
  CHECK(chunk_of({}, 65, 4) == 5);
  CHECK(chunk_of({}, 16, 4) == 1);
  CHECK(chunk_of({}, 17, 4) == 2);
  CHECK(chunk_of({}, 1, 4) == 1);
  CHECK(chunk_of({}, 0, 4) == 1);
  CHECK(chunk_of(7, 64, 4) == 7);
  CHECK(chunk_of(700, 64, 4) == 64);  // there are no more
}

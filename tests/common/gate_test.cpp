#include "common/locking/gate.hpp"

#include <poll.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using tandem::passage;

/// Runs these side by side, and waits for them.
void side_by_side(const std::vector<std::function<void()>>& all) {
  std::vector<std::thread> threads;
  threads.reserve(all.size());
  for (const auto& one : all) {
    threads.emplace_back(one);
  }
  for (auto& thread : threads) {
    thread.join();
  }
}

/// How a wait ends while another thread first does `before`, then lets it
/// happen.
passage wait_for_one_who(const std::function<void()>& before) {
  tandem::gate place;
  bool done = false;
  auto found = passage::undecided;
  side_by_side({[&] { found = place.wait_until([&] { return done; }); },
                [&] {
                  before();
                  place.change([&] { done = true; });
                }});
  return found;
}

}  // namespace

TEST_CASE("what has happened is not waited for") {
  tandem::gate place;
  CHECK(place.wait_until([] { return true; }) == passage::happened);
}

TEST_CASE("what another thread is about to do still happens") {
  CHECK(wait_for_one_who([] {}) == passage::happened);
  CHECK(wait_for_one_who([] { tandem::burn_cpu(milliseconds{30}); }) ==
        passage::happened);
  CHECK(wait_for_one_who([] {
          std::this_thread::sleep_for(milliseconds{30});
        }) == passage::happened);
  CHECK(wait_for_one_who([] { poll(nullptr, 0, 30); }) == passage::happened);
  CHECK(wait_for_one_who([] {
          std::mutex lock;
          std::unique_lock hold{lock};
          std::condition_variable never;
          never.wait_for(hold, milliseconds{30});  // a futex with a limit
        }) == passage::happened);
}

TEST_CASE("a thread that is started late still comes") {
  tandem::gate place;
  bool done = false;
  auto found = passage::undecided;
  std::thread first{[&] { found = place.wait_until([&] { return done; }); }};
  std::this_thread::sleep_for(milliseconds{20});
  std::thread second{[&] { place.change([&] { done = true; }); }};
  first.join();
  second.join();
  CHECK(found == passage::happened);
}

TEST_CASE("however busy, who hands over is never taken for one who sleeps") {
  for (int round = 0; round < 20; ++round) {
    tandem::gate place;
    constexpr int threads = 4;
    constexpr int turns = 40;
    int turn = 0;
    std::atomic<int> wrong{0};
    std::vector<std::function<void()>> all;
    all.reserve(threads);
    for (int i = 0; i < threads; ++i) {
      all.emplace_back([&, i] {
        for (int mine = i; mine < turns; mine += threads) {
          wrong += place.wait_until([&] { return turn == mine; }) ==
                           passage::happened
                       ? 0
                       : 1;
          place.change([&] { ++turn; });
        }
      });
    }
    side_by_side(all);
    REQUIRE(wrong == 0);
  }
}

TEST_CASE("a thread alone finds out that nobody is there") {
  tandem::gate place;
  CHECK(place.wait_until([] { return false; }) == passage::cannot_happen);
  CHECK(place.wait_until([] { return false; }) == passage::cannot_happen);
}

TEST_CASE("who waits for what all the others wait for too finds out") {
  tandem::gate place;
  std::atomic<int> found_out{0};
  const std::vector<std::function<void()>> all(3, [&] {
    found_out +=
        place.wait_until([] { return false; }) == passage::cannot_happen ? 1
                                                                         : 0;
  });
  side_by_side(all);
  CHECK(found_out == 3);
}

TEST_CASE("who waits for a thread behind a lock of its own finds out") {
  tandem::gate place;
  std::mutex lock;
  int inside = 0;
  std::atomic<int> met{0};
  const std::vector<std::function<void()>> all(3, [&] {
    const std::lock_guard hold{lock};
    place.change([&] { ++inside; });
    met += place.wait_until([&] { return inside == 2; }) == passage::happened
               ? 1
               : 0;
    place.change([&] { --inside; });
  });
  side_by_side(all);
  CHECK(met == 0);
}

TEST_CASE("of a thread that polls nothing is known") {
  tandem::gate place;
  std::atomic<bool> over{false};
  std::thread polls{[&] {
    while (!over) {
      std::this_thread::sleep_for(milliseconds{1});
    }
  }};
  CHECK(place.wait_until([] { return false; }, milliseconds{50}) ==
        passage::undecided);
  over = true;
  polls.join();
}

TEST_CASE("threads that were there before are none of its business") {
  std::atomic<bool> over{false};
  std::thread stranger{[&] {
    while (!over) {
      std::this_thread::sleep_for(milliseconds{1});
    }
  }};
  tandem::gate place;
  CHECK(place.wait_until([] { return false; }) == passage::cannot_happen);
  over = true;
  stranger.join();
}

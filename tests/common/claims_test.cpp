#include "common/workers/claims.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "tests/catch.hpp"

using tandem::claims;

TEST_CASE("calls are claimed in order, and each once") {
  claims word;
  CHECK_FALSE(word.claim().has_value());
  word.set({3, 6});
  CHECK(word.claim() == 3U);
  CHECK(word.claim() == 4U);
  CHECK(word.claim() == 5U);
  CHECK_FALSE(word.claim().has_value());
}

TEST_CASE("half of what is left is taken from the end, one at least") {
  claims word;
  word.set({0, 5});
  CHECK(word.take_half(5) == claims::range{2, 5});
  CHECK(word.unclaimed() == claims::range{0, 2});
  CHECK(word.take_half(2) == claims::range{1, 2});
  CHECK(word.take_half(1) == claims::range{0, 1});
  CHECK_FALSE(word.take_half(0).has_value());
  CHECK_FALSE(word.claim().has_value());
}

TEST_CASE("nothing is taken from a word that says what cannot be") {
  claims word;
  word.set({2, 9});
  CHECK_FALSE(word.take_half(8).has_value());
  CHECK(word.unclaimed() == claims::range{2, 9});
}

TEST_CASE("nothing is left of what was cleared") {
  claims word;
  word.set({0, 5});
  word.clear();
  CHECK_FALSE(word.claim().has_value());
  CHECK_FALSE(word.take_half(5).has_value());
}

TEST_CASE("each call goes to one, whoever takes and claims at once") {
  constexpr std::uint32_t calls = 100'000;
  std::vector<std::atomic<int>> gone_to(calls);
  claims word;
  word.set({0, calls});
  std::thread taker{[&] {
    auto end = calls;
    while (const auto taken = word.take_half(end)) {
      end = taken->begin;
      for (auto at = taken->begin; at < taken->end; ++at) {
        ++gone_to[at];
      }
    }
  }};
  while (const auto at = word.claim()) {
    ++gone_to[*at];
  }
  taker.join();
  int once = 0;
  for (const auto& times : gone_to) {
    once += times == 1 ? 1 : 0;
  }
  CHECK(once == static_cast<int>(calls));
}

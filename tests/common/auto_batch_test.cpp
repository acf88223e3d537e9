#include "common/workers/auto_batch.hpp"

#include <string>

#include "tests/catch.hpp"

using std::chrono::duration;
using tandem::auto_batch;

namespace {
constexpr auto no_time = duration<double>{0};
constexpr auto seconds(double count) { return duration<double>{count}; }
}  // namespace

TEST_CASE("a batch that is too fast doubles at most") {
  auto_batch rule;
  CHECK(rule.size() == 1);
  CHECK(rule.note(1, no_time) ==
        "Batch computation too fast (0.0000s.) Setting batch_size=2.");
  CHECK(rule.note(2, seconds(0.0018)) ==
        "Batch computation too fast (0.0018s.) Setting batch_size=4.");
  CHECK(rule.size() == 4);
}

TEST_CASE("near the lower limit it grows as much") {
  auto_batch rule;
  for (std::size_t size = 1; size < 8; size *= 2) {
    rule.note(size, no_time);
  }
  // 8 tasks in 0.18 s: floor(8 * 0.2 / 0.18) = 8, and twice that is 16.
  CHECK(rule.note(8, seconds(0.18)));
  CHECK(rule.size() == 16);
}

TEST_CASE("from 0.2 s to 2 s nothing changes") {
  auto_batch rule;
  rule.note(1, no_time);
  CHECK_FALSE(rule.note(2, seconds(0.2)));
  auto_batch other;
  other.note(1, no_time);
  CHECK_FALSE(other.note(2, seconds(2.0)));
  CHECK(other.size() == 2);
}

TEST_CASE("a batch that is too slow shrinks to twice 0.2 s, at least to one") {
  auto_batch rule;
  for (std::size_t size = 1; size < 64; size *= 2) {
    rule.note(size, no_time);
  }
  CHECK(rule.note(64, seconds(6.4)) ==
        "Batch computation too slow (6.4000s.) Setting batch_size=4.");
  CHECK(rule.note(4, seconds(40)) ==
        "Batch computation too slow (40.0000s.) Setting batch_size=1.");
  CHECK_FALSE(rule.note(1, seconds(40)));  // it cannot be smaller
  CHECK(rule.size() == 1);
}

TEST_CASE("times are smoothed, and a change begins anew") {
  auto_batch rule;
  rule.note(1, no_time);
  CHECK_FALSE(rule.note(2, seconds(1)));
  CHECK_FALSE(rule.note(2, seconds(0.1)));  // 0.82
  CHECK_FALSE(rule.note(2, seconds(5)));    // 1.656
  CHECK(rule.note(2, seconds(5)));          // 2.3248
  CHECK(rule.size() == 1);
  CHECK(rule.note(1, seconds(0.19)));  // by itself, not by what was before
  CHECK(rule.size() == 2);
}

TEST_CASE("a batch of another size does not count") {
  auto_batch rule;
  rule.note(1, no_time);
  CHECK_FALSE(rule.note(1, no_time));
  CHECK(rule.size() == 2);
}

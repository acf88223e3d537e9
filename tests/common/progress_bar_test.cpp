#include "common/workers/progress_bar.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {

using tandem::progress_bar;

/// A bar, the clock that it reads, and what it has written.
struct watched {
  explicit watched(std::optional<std::size_t> total)
      : bar{total, [this] { return progress_bar::duration{now}; },
            [this](const std::string& text) { written.push_back(text); }} {}

  double now = 0;
  std::vector<std::string> written;
  progress_bar bar;
};

}  // namespace

TEST_CASE("the bar says how many, how fast, and how long") {
  watched one{200};
  one.now = 2;
  one.bar.note(50);
  REQUIRE(one.written.size() == 1);
  const auto& line = one.written[0];
  CHECK(line.size() == 80);  // with the return to its beginning
  CHECK(line.starts_with("\r[####"));
  CHECK_THAT(line, tests::contains("50 of 200  25/s  6 s left"));
  const auto inside = line.find(']') - line.find('[') - 1;
  const auto filled =
      static_cast<std::size_t>(std::count(line.begin(), line.end(), '#'));
  CHECK(filled == inside / 4);  // a quarter is done
}

TEST_CASE("slow calls have a rate, too, and long ones minutes and hours") {
  watched one{1'000};
  one.now = 10;
  one.bar.note(2);
  CHECK_THAT(one.written.back(),
             tests::contains("2 of 1000  0.2/s  83 min left"));
  one.now = 100;
  one.bar.note(4);
  CHECK_THAT(one.written.back(), tests::contains("7 h left"));
}

TEST_CASE("how many there are need not be known") {
  watched one{{}};
  one.now = 4;
  one.bar.note(8);
  CHECK_THAT(one.written.back(), tests::contains("\r8  2.0/s"));
  CHECK(one.written.back().find('[') == std::string::npos);
}

TEST_CASE("it is drawn ten times a second at most, and at the end") {
  watched one{100};
  one.bar.note(1);
  one.now = 0.05;
  one.bar.note(2);
  CHECK(one.written.size() == 1);
  one.now = 0.11;
  one.bar.note(3);
  CHECK(one.written.size() == 2);
  one.now = 0.12;
  one.bar.end(100);
  REQUIRE(one.written.size() == 3);
  CHECK_THAT(one.written.back(), tests::contains("#] 100 of 100  833/s"));
  CHECK(one.written.back().find("left") == std::string::npos);
}

TEST_CASE("nothing done, and more done than there should be") {
  watched one{3};
  one.bar.note(0);
  CHECK_THAT(one.written.back(), tests::contains("0 of 3"));
  one.now = 1;
  one.bar.note(5);
  CHECK_THAT(one.written.back(), tests::contains("5 of 3"));
  watched none{0};
  none.bar.end(0);
  CHECK_THAT(none.written.back(), tests::contains("0 of 0"));
}

TEST_CASE("what comes after a bar begins on a line of its own") {
  std::vector<std::string> written;
  const auto write = [&](const std::string& text) { written.push_back(text); };
  const auto clock = [] { return progress_bar::duration{1}; };
  { const progress_bar silent{3, clock, write}; }
  CHECK(written.empty());
  {
    progress_bar drawn{3, clock, write};
    drawn.note(1);
  }
  CHECK(written.back() == "\n");
}

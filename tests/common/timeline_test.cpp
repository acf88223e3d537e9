#include "common/teaching/timeline.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "common/teaching/judging.hpp"
#include "common/timing/span.hpp"
#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tandem::doing;
using tandem::glyphs;

void pass(milliseconds span) {
  const auto end = std::chrono::steady_clock::now() + span;
  while (std::chrono::steady_clock::now() < end) {
  }
}

/// One worker computes, then waits while the other one computes.
tandem::timeline two_in_turns() {
  tandem::timeline seen{2};
  // So long that it does not show if this thread loses the CPU right here.
  constexpr seconds turn{4};
  const auto begin = std::chrono::steady_clock::now();
  seen.note(0, doing::running, begin);
  seen.note(1, doing::waiting, begin);
  seen.note(0, doing::nothing, begin + turn);
  seen.note(1, doing::running, begin + turn);
  seen.note(1, doing::nothing, begin + 2 * turn);
  return seen;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("moments that have passed are noted as they were") {
  tandem::timeline seen{2};
  const auto start = std::chrono::steady_clock::now();
  seen.note(1, doing::running, start + milliseconds{2});
  seen.note(1, doing::nothing, start + milliseconds{5});
  seen.note(0, doing::running, start + milliseconds{4});
  seen.note(0, doing::nothing, start + milliseconds{9});
  const auto second = seen.stretches(1);
  REQUIRE(second.size() == 1);
  CHECK(second[0].end - second[0].begin == milliseconds{3});
  CHECK(seen.most_at_once(doing::running) == 2);
  CHECK(seen.cpu_wanted(1) == milliseconds{7});
}

TEST_CASE("stretches follow each other, nothing is left out") {
  const auto seen = two_in_turns();
  REQUIRE(seen.stretches(0).size() == 1);
  const auto second = seen.stretches(1);
  REQUIRE(second.size() == 2);
  CHECK(second[0].what == doing::waiting);
  CHECK(second[0].end == second[1].begin);
  CHECK(second[1].end == seen.length());
  CHECK(seen.length() >= seconds{8});
}

TEST_CASE("what was not ended goes on to the end") {
  tandem::timeline seen{2};
  seen.note(0, doing::blocked);
  pass(milliseconds{1});
  seen.note(1, doing::running);
  CHECK(seen.stretches(0).at(0).end == seen.length());
}

TEST_CASE("how many did the same at once") {
  CHECK(two_in_turns().most_at_once(doing::running) == 1);
  CHECK(two_in_turns().most_at_once(doing::blocked) == 0);
  tandem::timeline seen{3};
  for (int worker = 0; worker < 3; ++worker) {
    seen.note(worker, doing::running);
  }
  pass(milliseconds{1});
  for (int worker = 0; worker < 3; ++worker) {
    seen.note(worker, doing::nothing);
  }
  CHECK(seen.most_at_once(doing::running) == 3);
}

TEST_CASE("the CPU time that workers could have used") {
  const auto turns = two_in_turns();
  const auto first = turns.stretches(0).at(0);
  const auto second = turns.stretches(1).at(1);
  CHECK(turns.cpu_wanted(2) ==
        first.end - first.begin + second.end - second.begin);
  CHECK(turns.cpu_wanted(0.5) < turns.length());
  tandem::timeline three{3};
  for (int worker = 0; worker < 3; ++worker) {
    three.note(worker, doing::running);
  }
  pass(milliseconds{5});
  for (int worker = 0; worker < 3; ++worker) {
    three.note(worker, doing::nothing);
  }
  CHECK(three.cpu_wanted(2) >= milliseconds{10});
  CHECK(three.cpu_wanted(2) <= 2 * three.length());
  CHECK(three.cpu_wanted(4) >= milliseconds{15});
}

TEST_CASE("the picture has a legend of what occurs, a lane each, an axis") {
  const auto lines = lines_of(draw(two_in_turns(), "who worked when"));
  REQUIRE(lines.size() == 4);
  CHECK_THAT(lines[0], tests::contains("who worked when   "));
  CHECK_THAT(lines[0], tests::contains("   # computes   . waits for the lock"));
  CHECK_THAT(lines[1], tests::contains("thread 1  |####"));
  CHECK_THAT(lines[1], tests::contains("    |"));
  CHECK_THAT(lines[2], tests::contains("thread 2  |...."));
  CHECK_THAT(lines[2], tests::contains("####|"));
  CHECK_THAT(lines[3], tests::contains("          0 "));
  CHECK_THAT(lines[3], tests::contains(" ms"));
  for (const auto& line : lines) {
    CHECK(line.size() <= 80);
  }
}

TEST_CASE("in UTF-8 the picture is as wide") {
  const auto lines =
      lines_of(draw(two_in_turns(), "", glyphs::blocks, "worker", 60));
  const auto letters = std::count_if(lines.at(2).begin(), lines.at(2).end(),
                                     [](char c) { return (c & 0xC0) != 0x80; });
  CHECK(letters == 60);
  CHECK_THAT(lines.at(1), tests::contains("█"));
}

TEST_CASE("a long title leaves the legend a line of its own") {
  const auto lines = lines_of(draw(two_in_turns(), std::string(60, 'x')));
  REQUIRE(lines.size() == 5);
  CHECK(lines[1] == "# computes   . waits for the lock");
}

TEST_CASE("an empty timeline can be drawn") {
  CHECK_THAT(draw(tandem::timeline{1}, "nothing yet"),
             tests::contains("thread 1  |"));
}

TEST_CASE("bad arguments are refused") {
  CHECK_THROWS_AS(tandem::timeline{0}, std::invalid_argument);
  CHECK_THROWS_AS(draw(two_in_turns(), "", glyphs::plain, "thread", 39),
                  std::invalid_argument);
  tandem::timeline seen{1};
  CHECK_THROWS_AS(seen.note(1, doing::running), std::out_of_range);
  CHECK_THROWS_AS(seen.note(-1, doing::running), std::out_of_range);
}

TEST_CASE("UTF-8 is known by the environment, the strongest variable first") {
  setenv("LC_ALL", "", 1);
  setenv("LC_CTYPE", "en_GB.UTF-8", 1);
  setenv("LANG", "C", 1);
  CHECK(tandem::glyphs_of_terminal() == glyphs::blocks);
  setenv("LC_ALL", "POSIX", 1);
  CHECK(tandem::glyphs_of_terminal() == glyphs::plain);
  setenv("LC_ALL", "C.utf8", 1);
  CHECK(tandem::glyphs_of_terminal() == glyphs::blocks);
}

TEST_CASE("a note is cheap beside what it records") {
  constexpr int notes = 1000;
  auto least = std::chrono::nanoseconds::max();
  for (int i = 0; i < 5; ++i) {
    tandem::timeline seen{1, notes};
    least = std::min(least, tandem::measure_cpu([&] {
                              for (int k = 0; k < notes; ++k) {
                                seen.note(0, doing::running);
                              }
                            }).cpu);
  }
  WARN("a note costs " << least.count() / notes << " ns of CPU time");
  CHECK(least < std::chrono::microseconds{5} * notes);
}

TEST_CASE("spans that workers have noted themselves are drawn by who began") {
  tandem::timeline seen{2};
  const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
  const auto span = [&](std::int64_t who, int begin, int end) {
    return tandem::noted_span{who, now + begin, now + end};
  };
  // 77 began first; 99 has no lane.
  tandem::note_spans(
      seen, doing::running,
      {span(55, 20, 30), span(77, 40, 50), span(77, 10, 30), span(99, 45, 60)});
  REQUIRE(seen.stretches(0).size() == 2);
  CHECK(seen.stretches(0)[0].begin < seen.stretches(0)[1].begin);
  REQUIRE(seen.stretches(1).size() == 1);
  CHECK(seen.stretches(1)[0].end - seen.stretches(1)[0].begin ==
        std::chrono::nanoseconds{10});
  CHECK(seen.most_at_once(doing::running) == 2);
}

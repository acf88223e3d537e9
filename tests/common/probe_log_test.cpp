#include "common/teaching/probe_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>

#include "tests/catch.hpp"

namespace {

/// What arrives at the other end of a pipe.
std::string written_by(const std::function<void(tandem::probe_log&)>& teller) {
  std::array<int, 2> ends{};
  REQUIRE(pipe2(ends.data(), O_CLOEXEC) == 0);
  tandem::probe_log log{ends[1]};
  teller(log);
  close(ends[1]);
  std::string bytes;
  std::array<char, 256> buffer{};
  for (ssize_t got = 0;
       (got = read(ends[0], buffer.data(), buffer.size())) > 0;) {
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  return bytes;
}

}  // namespace

TEST_CASE("messages arrive whole, whatever the pieces they come in") {
  const auto bytes = written_by([](auto& log) {
    log.begin("first");
    log.not_started("one half");
    log.begin("second");
    log.not_judged("one CPU");
    log.wrong({"1", "2\nin two lines", ""});
    log.wrong({"later", "later", "later"});
    log.end();
  });
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{7}, bytes.size()}) {
    tandem::probe_messages heard;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      heard.take(std::string_view{bytes}.substr(at, size));
    }
    CHECK(heard.probe == "second");
    CHECK(heard.probes == 2);
    CHECK(heard.not_started == "one half");
    CHECK(heard.not_judged == "second: one CPU");
    CHECK(heard.wrong.has_value());
    const auto wrong = heard.wrong.value_or(tandem::mismatch{});
    CHECK(wrong.saw == "2\nin two lines");
    CHECK(wrong.why.empty());
    CHECK(heard.ended);
  }
}

TEST_CASE("a data race arrives as it was seen, and only the first counts") {
  using kind = tandem::race_access::kind;
  const auto bytes = written_by([](auto& log) {
    log.race({{kind::release, true, 17}, {kind::read, false, 2'000'000'000}});
    log.race({{kind::write, false, 1}, {kind::write, false, 1}});
  });
  tandem::probe_messages heard;
  heard.take(bytes);
  const auto race = heard.race.value_or(tandem::data_race{});
  CHECK(race.one.does == kind::release);
  CHECK(race.one.atomic);
  CHECK(race.one.line == 17);
  CHECK(race.other.does == kind::read);
  CHECK_FALSE(race.other.atomic);
  CHECK(race.other.line == 2'000'000'000);
  CHECK_FALSE(heard.wrong.has_value());
}

TEST_CASE("what would move a cursor or end a message is shown as ?") {
  tandem::probe_messages heard;
  heard.take(written_by([](auto& log) {
    log.wrong({std::string{"a\0b", 3}, "\x1b[2J", "\x1f\n"});
  }));
  CHECK(heard.wrong.has_value());
  const auto wrong = heard.wrong.value_or(tandem::mismatch{});
  CHECK(wrong.expected == "a?b");
  CHECK(wrong.saw == "?[2J");
  CHECK(wrong.why == "?\n");
}

TEST_CASE("bytes that are no message change nothing") {
  tandem::probe_messages heard;
  heard.take(std::string{"\0\0xyz\0Z\0W", 9});
  CHECK_FALSE(heard.wrong.has_value());
  CHECK_FALSE(heard.ended);
  CHECK(heard.probes == 0);
}

TEST_CASE("findings are what was told beside begin and end") {
  written_by([](auto& log) {
    log.begin("first");
    CHECK(log.findings() == 0);
    log.not_started("all of it");
    CHECK(log.findings() == 1);
    CHECK_FALSE(log.any_wrong());
    log.wrong({});
    CHECK(log.any_wrong());
  });
}

#include "common/caching/argument_text.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/catch.hpp"

namespace {
enum class colour { red = 3 };
enum class mode : bool { off, on };
struct opaque {};
/// Has a begin and an end, and is no range.
struct interval {
  double from = 0;
  double to = 1;
  [[nodiscard]] double begin() const { return from; }
  [[nodiscard]] double end() const { return to; }
};
}  // namespace

TEST_CASE("arguments are text for people") {
  CHECK(tandem::texts_of() == "");
  CHECK(tandem::texts_of(1, 0.5, true, 'c') == R"(1, 0.5, true, "c")");
  CHECK(tandem::texts_of(std::string{"a"}, colour::red) == R"("a", 3)");
  CHECK(tandem::texts_of(std::vector{1, 2}) == "[1, 2]");
  CHECK(tandem::texts_of(std::vector<std::vector<int>>{{1}, {}}) ==
        "[[1], []]");
  CHECK(tandem::texts_of(std::map<int, std::string>{{1, "one"}}) ==
        R"([(1, "one")])");
  CHECK(tandem::texts_of(opaque{}, 2) == "..., 2");
  CHECK(tandem::texts_of(-0.1L) != "");
}

TEST_CASE("a text is cut between characters, and is UTF-8 whatever it was") {
  const std::string two_bytes = "\xc3\xa4";
  std::string many = "a";
  std::string shown = "a";
  for (int i = 0; i < 40; ++i) {
    many += two_bytes;
    shown += i < 29 ? two_bytes : "";
  }
  CHECK(tandem::in_quotes(many) == "\"" + shown + "...\"");
  const std::string good = two_bytes + "\xe2\x82\xac" + "\xf0\x9f\x98\x80";
  CHECK(tandem::in_quotes(good) == "\"" + good + "\"");
  CHECK(tandem::in_quotes("\xff") == R"("\xff")");
  CHECK(tandem::in_quotes("\xc3") == R"("\xc3")");
  CHECK(tandem::in_quotes("\xc0\x80") == R"("\xc0\x80")");
  CHECK(tandem::in_quotes("\xe0\x80\x80") == R"("\xe0\x80\x80")");
  CHECK(tandem::in_quotes("\xed\xa0\x80") == R"("\xed\xa0\x80")");
  CHECK(tandem::in_quotes("\xf4\x90\x80\x80") == R"("\xf4\x90\x80\x80")");
  CHECK(tandem::texts_of('\xe4') == R"("\xe4")");
}

TEST_CASE("what only looks like a list of others is no list") {
  CHECK(tandem::texts_of(std::filesystem::path{"/a/b"}, 2) == "..., 2");
  CHECK(tandem::texts_of(interval{}) == "...");
  CHECK(tandem::texts_of(mode::on) == "true");
}

TEST_CASE("long ones are cut") {
  CHECK(tandem::texts_of(std::vector<int>(1'000, 7)) ==
        "[7, 7, 7, 7, 7, 7, 7, 7, 7, 7, ...]");
  CHECK(tandem::texts_of(std::vector<bool>(2, true)) == "[true, true]");
  const auto cut = tandem::texts_of(std::string(1'000, 'x'));
  CHECK(cut.size() < 80);
  CHECK_THAT(cut, tests::contains("xxx...\""));
}

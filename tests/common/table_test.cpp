#include "common/teaching/table.hpp"

#include <sstream>

#include "tests/catch.hpp"

TEST_CASE("words stand to the left, numbers to the right, nothing is -") {
  const tandem::table shown{"t",
                            {{"what", ""}, {"wall", "ms", 1}, {"ok", ""}},
                            {{"a", 1.25, true}, {"", 100.0, false}}};
  CHECK(to_text(shown) ==
        "what  wall ms  ok\n"
        "a         1.2  yes\n"
        "-       100.0  no\n");
}

TEST_CASE("a table is broken so that it fits") {
  const std::string long_text =
      "one two three four five six seven eight nine ten eleven twelve thirteen";
  const tandem::table shown{
      "t",
      {{"clock", ""}, {"names", ""}, {"others", ""}, {"n", ""}},
      {{"CLOCK_PROCESS_CPUTIME_ID", long_text, long_text, std::int64_t{7}}}};
  std::istringstream lines{to_text(shown, 80)};
  std::string words;
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() <= 80);
    words += line;
  }
  CHECK(words.find("thirteen") != std::string::npos);
}

TEST_CASE("a row that does not fit the columns is refused") {
  const tandem::table shown{"odd", {{"a", ""}, {"b", ""}}, {{"only one"}}};
  CHECK_THROWS_WITH(to_text(shown),
                    "table odd: a row has 1 cells, the table 2 columns");
}

TEST_CASE("wrapping breaks at spaces and indents what follows") {
  CHECK(tandem::wrap("aa bb cc", 5) == "aa bb\ncc");
  CHECK(tandem::wrap("aa bb cc", 7, 2) == "aa bb\n  cc");
  CHECK(tandem::wrap("unbreakable", 4) == "unbreakable");
  CHECK(tandem::wrap("", 10).empty());
}

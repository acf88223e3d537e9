#include "common/teaching/race_words.hpp"

#include "tests/catch.hpp"

using kind = tandem::race_access::kind;

namespace {

const std::string text =
    "int count = 0;\n"
    "void add() { \n"
    "  ++count;  \n"
    "\n"
    "}\n";

std::string saw(const tandem::data_race& race) {
  return tandem::in_words(race, "/some/05_threads/answer.cpp", text).saw;
}

}  // namespace

TEST_CASE("a race is told with its lines, the earlier first") {
  CHECK(saw({{kind::read, false, 3}, {kind::write, false, 1}}) ==
        "a write at answer.cpp:1 (int count = 0;) and a read at answer.cpp:3 "
        "(++count;), in two threads, nothing between them");
  CHECK(saw({{kind::read, false, 3}, {kind::write, false, 3}}) ==
        "a read and a write at answer.cpp:3 (++count;), in two threads, "
        "nothing between them");
  CHECK(saw({{kind::write, false, 3}, {kind::write, false, 3}}) ==
        "two writes at answer.cpp:3 (++count;), in two threads, nothing "
        "between them");
  CHECK_THAT(saw({{kind::release, false, 5}, {kind::read, false, 3}}),
             tests::contains("a release of the memory at answer.cpp:5 (})"));
}

TEST_CASE("a line that is empty or not there is told by its number alone") {
  CHECK_THAT(saw({{kind::read, false, 4}, {kind::write, false, 99}}),
             tests::contains("answer.cpp:4 and a write at answer.cpp:99, in"));
}

TEST_CASE("why is said only where one side alone is atomic") {
  const auto why = [](bool one, bool other) {
    return tandem::in_words({{kind::read, one, 1}, {kind::write, other, 3}},
                            "answer.cpp", text)
        .why;
  };
  CHECK(why(false, false).empty());
  CHECK(why(true, true).empty());
  CHECK_THAT(why(true, false), tests::contains("both must be"));
}

TEST_CASE("fences are seen in the text") {
  CHECK(tandem::uses_fences("std::atomic_thread_fence(order);"));
  CHECK_FALSE(tandem::uses_fences(text));
}

#include "common/caching/code_version.hpp"

#include "tests/catch.hpp"

namespace {

// A relative name, wherever the folder lies in which the compiler was started.
const tandem::source_table table{{"./../elsewhere/other.cpp", "0123"}};

}  // namespace

TEST_CASE("without a table, the version is the program's build id") {
  const auto version = tandem::code_version(std::source_location::current());
  CHECK_THAT(version, tests::contains("program "));
  CHECK(version.size() > std::string{"program "}.size() + 15);
  CHECK(tandem::code_version(std::source_location::current()) == version);
}

TEST_CASE("a table tells the version of its files") {
  const auto here = std::source_location::current();
  const tandem::source_table of_this_file{{here.file_name(), "4567"}};
  CHECK(tandem::code_version(here) == "source 4567");
}

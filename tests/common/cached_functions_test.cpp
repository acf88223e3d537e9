#include "common/caching/cached_functions.hpp"

#include <string>

#include "tests/catch.hpp"

namespace {
double fit(double x, int) { return x; }
}  // namespace

TEST_CASE("a function's folder has its name, whatever compiler tells it") {
  CHECK(tandem::folder_name("fit") == "fit");
  CHECK(tandem::folder_name("fits::{anonymous}::fit") == "fits.fit");
  CHECK(tandem::folder_name("fits::(anonymous namespace)::fit") == "fits.fit");
  CHECK(tandem::folder_name("fit<int>") == "fit_int_");
  CHECK(tandem::folder_name("../up") == "___up");
}

TEST_CASE("two long names stay two") {
  const std::string long_one(300, 'a');
  const auto one = tandem::folder_name(long_one + "b");
  CHECK(one.size() < 200);
  CHECK(one != tandem::folder_name(long_one + "c"));
}

TEST_CASE("a cached function is known by name, types and file") {
  const auto& known = tandem::cached_function_of<&fit>();
  CHECK(known.name == "fit");
  CHECK_THAT(known.type, tests::contains("double"));
  CHECK_THAT(known.type, tests::contains("int"));
  CHECK_THAT(known.source, tests::contains("cached_functions_test.cpp"));
  CHECK_NOTHROW(tandem::demand_different_names());
}

#include "common/workers/nesting.hpp"

#include <stdexcept>
#include <thread>

#include "tests/catch.hpp"

using tandem::current_nesting;
using tandem::nested_scope;
using tandem::nesting;

TEST_CASE("outside of all tasks a thread is at level 0, without a limit") {
  CHECK(current_nesting() == nesting{.level = 0, .threads = 0});
}

TEST_CASE("a scope is left as it was entered, whatever is thrown") {
  const nesting outer{.level = 1, .threads = 4};
  const nesting inner{.level = 2, .threads = 1};
  const nested_scope one{outer};
  try {
    const nested_scope other{inner};
    CHECK(current_nesting() == inner);
    throw std::runtime_error{"on purpose"};
  } catch (const std::runtime_error&) {
    CHECK(current_nesting() == outer);
  }
}

TEST_CASE("each thread has its own") {
  const nested_scope here{{.level = 1, .threads = 2}};
  nesting there{.level = -1};
  std::thread{[&] { there = current_nesting(); }}.join();
  CHECK(there == nesting{});
}

#include "common/workers/failure.hpp"

#include <fstream>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "tests/catch.hpp"

namespace {

struct odd_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws what comes back.
template <class E>
void there_and_back(const E& thrown) {
  tandem::outgoing sent;
  tandem::encode_failure(sent, std::make_exception_ptr(thrown));
  std::vector<std::byte> bytes;
  for (const auto piece : sent.pieces()) {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  }
  tandem::incoming came{bytes};
  std::rethrow_exception(tandem::decode_failure(came));
}

template <class E>
void check_standard(const char* text) {
  try {
    there_and_back(E{text});
    FAIL("nothing was thrown");
  } catch (const std::exception& error) {
    CHECK(typeid(error) == typeid(E));
    CHECK(std::string{error.what()} == text);
  }
}

}  // namespace

TEST_CASE("standard exceptions come back as what they are") {
  check_standard<std::runtime_error>("a");
  check_standard<std::logic_error>("b");
  check_standard<std::invalid_argument>("c");
  check_standard<std::out_of_range>("d");
  check_standard<std::domain_error>("e");
  check_standard<std::length_error>("f");
  check_standard<std::range_error>("g");
  check_standard<std::overflow_error>("h");
  check_standard<std::underflow_error>("");
  CHECK_THROWS_AS(there_and_back(std::bad_alloc{}), std::bad_alloc);
}

TEST_CASE("a system_error keeps its code and its text") {
  const std::system_error sent{ENOENT, std::generic_category(), "digits.csv"};
  try {
    there_and_back(sent);
    FAIL("nothing was thrown");
  } catch (const std::system_error& error) {
    CHECK(error.code() == sent.code());
    CHECK(std::string{error.what()} == sent.what());
  }
}

TEST_CASE("of other exceptions the type's name and the text come back") {
  try {
    there_and_back(odd_error{"so odd"});
    FAIL("nothing was thrown");
  } catch (const tandem::remote_error& error) {
    CHECK_THAT(error.type(), tests::contains("odd_error"));
    CHECK_THAT(error.what(), tests::contains("so odd"));
  }
  // Its category is none that another process could know.
  CHECK_THROWS_AS(
      there_and_back(std::ios_base::failure{"no file", std::io_errc::stream}),
      tandem::remote_error);
  CHECK_THROWS_WITH(there_and_back(12),
                    tests::contains("something else was thrown"));
}

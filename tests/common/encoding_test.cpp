#include "common/workers/encoding.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/catch.hpp"

namespace {

enum class colour { red = 1, green = 7 };

/// What a user would send.
struct measurement {
  std::string name;
  std::vector<double> values;
  int unit = 0;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& name& values& unit;
  }
  friend bool operator==(const measurement&, const measurement&) = default;
};

template <class T>
T there_and_back(const T& value) {
  tandem::outgoing sent;
  tandem::encode(sent, value);
  std::vector<std::byte> bytes;
  for (const auto piece : sent.pieces()) {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  }
  CHECK(bytes.size() == sent.size());
  tandem::incoming came{bytes};
  auto back = tandem::decode<T>(came);
  CHECK(came.left() == 0);
  for (std::size_t less = 1; less <= bytes.size(); less += 1 + less / 4) {
    tandem::incoming cut{std::span{bytes}.first(bytes.size() - less)};
    CHECK_THROWS(tandem::decode<T>(cut));
  }
  return back;
}

template <class T>
void check_same(const T& value) {
  CHECK(there_and_back(value) == value);
}

}  // namespace

TEST_CASE("numbers come back bit by bit") {
  check_same(42);
  check_same(true);
  check_same('x');
  check_same(colour::green);
  check_same(std::numeric_limits<std::uint64_t>::max());
  check_same(-0.1L);
  CHECK(std::isnan(there_and_back(std::nan(""))));
}

TEST_CASE("texts and arrays come back, empty and large ones, too") {
  check_same(std::string{});
  check_same(std::string{"na\0me", 5});
  check_same(std::vector<double>{});
  check_same(std::vector<double>(100'000, 0.5));
  check_same(std::vector<bool>{true, false, true});
  check_same(std::vector<std::string>{"a", "", "bc"});
  check_same(std::vector<std::vector<int>>{{1, 2}, {}, {3}});
}

TEST_CASE("what the standard library and a user put together comes back") {
  check_same(std::tuple{1, std::string{"two"}, 3.0, colour::red});
  check_same(std::tuple{});
  check_same(std::pair{std::vector{1, 2}, 'c'});
  check_same(std::map<std::string, int>{{"one", 1}, {"two", 2}});
  check_same(std::set<int>{3, 1, 2});
  check_same(measurement{"wall", {0.1, 0.2}, 3});
  check_same(std::vector<measurement>{{"a", {}, 0}, {"b", {1}, 1}});
}

TEST_CASE("large arrays are sent from where they are, not copied") {
  const std::vector<double> large(1'000'000, 1.5);
  tandem::outgoing sent;
  tandem::encode(sent, large);
  const auto pieces = sent.pieces();
  REQUIRE(pieces.size() == 2);
  CHECK(static_cast<const void*>(pieces[1].data()) == large.data());
}

TEST_CASE("an array that says it is longer than its frame is refused") {
  tandem::outgoing sent;
  tandem::encode(sent, std::uint64_t{1} << 60U);
  const auto pieces = sent.pieces();
  tandem::incoming came{pieces[0]};
  CHECK_THROWS_WITH(tandem::decode<std::vector<double>>(came),
                    tests::contains("longer than its frame"));
}

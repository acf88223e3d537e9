#include "common/caching/entry_key.hpp"

#include <boost/serialization/base_object.hpp>
#include <boost/serialization/export.hpp>
#include <boost/serialization/shared_ptr.hpp>
#include <boost/serialization/unordered_map.hpp>
#include <boost/serialization/unordered_set.hpp>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tests/catch.hpp"

namespace {

template <class... T>
tandem::entry_key key(const T&... values) {
  // NOLINTNEXTLINE(misc-const-correctness): encoding changes it
  tandem::outgoing bytes;
  (tandem::encode_for_key(bytes, values), ...);
  return tandem::key_of("a function", bytes);
}

/// What a user would pass, with a container whose order is nobody's business.
struct settings {
  std::string name;
  std::unordered_map<std::string, int> numbers;

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& name& numbers;
  }
};

/// A model of some kind, behind a pointer to what all kinds have in common.
struct model {
  model() = default;
  model(const model&) = default;
  model& operator=(const model&) = default;
  model(model&&) = default;
  model& operator=(model&&) = default;
  virtual ~model() = default;
  template <class Archive>
  void serialize(Archive&, unsigned) {}
};
struct line : model {
  explicit line(int given = 0) : slope{given} {}
  int slope;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& boost::serialization::base_object<model>(*this) & slope;
  }
};
struct any_model {
  std::shared_ptr<model> its;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& its;
  }
};

/// The same items in the order of other buckets.
template <class Container>
Container reordered(const Container& items) {
  Container other(1'000);
  for (const auto& each : items) {
    other.insert(each);
  }
  return other;
}

const std::unordered_set<int> some_numbers{5, 1, 4, 2, 3, 1'001, 77};

/// The same number in other bytes: those that belong to nobody differ.
long double with_other_rest(long double number) {
  long double copy = 0;
  std::memset(&copy, 0x5a, sizeof copy);
  copy = number;
  return copy;
}

}  // namespace

BOOST_CLASS_EXPORT(line)

TEST_CASE("equal values have one key, others have others") {
  CHECK(key(1, 2) == key(1, 2));
  CHECK(key(1, 2) != key(2, 1));
  CHECK(key(3) != key(3.0));
  CHECK(key(0.0) != key(-0.0));
  CHECK(key(std::string{"ab"}, std::string{"c"}) !=
        key(std::string{"a"}, std::string{"bc"}));
  CHECK(key(std::vector{1, 2}, std::vector{3}) !=
        key(std::vector{1}, std::vector{2, 3}));
  CHECK(key(std::tuple{1, 'c'}) != key(std::tuple{1, 'd'}));
  CHECK(key(true) != key(false));
  CHECK(key(std::vector<double>(10'000, 1.0)) ==
        key(std::vector<double>(10'000, 1.0)));
  CHECK(key(std::vector<double>(10'000, 1.0)) !=
        key(std::vector<double>(10'001, 1.0)));
  CHECK(key(std::map<int, int>{{1, 2}, {3, 4}}) !=
        key(std::map<int, int>{{1, 4}, {3, 2}}));
}

TEST_CASE("the function counts, too") {
  const tandem::outgoing none;
  CHECK(tandem::key_of("one", none) != tandem::key_of("other", none));
}

TEST_CASE("what has no order has one key in any order") {
  const auto other = reordered(some_numbers);
  REQUIRE(std::vector(other.begin(), other.end()) !=
          std::vector(some_numbers.begin(), some_numbers.end()));
  CHECK(key(some_numbers) == key(other));
  auto fewer = other;
  fewer.erase(77);
  CHECK(key(some_numbers) != key(fewer));
  using nested = std::vector<std::unordered_set<int>>;
  CHECK(key(nested{some_numbers, {1}}) == key(nested{other, {1}}));
  CHECK(key(nested{some_numbers, {1}}) != key(nested{{1}, some_numbers}));
  CHECK(key(std::tuple{1, some_numbers}) == key(std::tuple{1, other}));
}

TEST_CASE("also inside of what a user has made") {
  const settings one{"a", {{"x", 1}, {"y", 2}, {"z", 3}, {"u", 4}}};
  settings other{"a", reordered(one.numbers)};
  CHECK(key(one) == key(other));
  CHECK(key(std::vector{one, one}) == key(std::vector{other, one}));
  other.numbers["x"] = 5;
  CHECK(key(one) != key(other));
}

TEST_CASE("a class that is exported is told by what it holds") {
  const auto key_of_line = [](int slope) {
    return key(any_model{std::make_shared<line>(slope)});
  };
  CHECK(key_of_line(1) == key_of_line(1));
  CHECK(key_of_line(1) != key_of_line(2));
}

TEST_CASE("equal items in one container count as often as they are there") {
  const std::unordered_multiset<int> two{1, 1, 2};
  const std::unordered_multiset<int> three{1, 1, 1, 2};
  CHECK(key(two) == key(std::unordered_multiset<int>{2, 1, 1}));
  CHECK(key(two) != key(three));
}

TEST_CASE("bytes of a number that belong to nobody do not count") {
  const long double plain = 1.5L;
  CHECK(key(plain) == key(with_other_rest(1.5L)));
  CHECK(key(plain) != key(1.25L));
  CHECK(key(std::vector<long double>{1, 2}) ==
        key(std::vector<long double>{with_other_rest(1), 2}));
  CHECK(key(std::vector<long double>{1, 2}) !=
        key(std::vector<long double>{2, 1}));
}

TEST_CASE("a key is 32 hexadecimal digits") {
  CHECK(tandem::to_hex({0x12, 0xabcd}) == "0000000000000012000000000000abcd");
}

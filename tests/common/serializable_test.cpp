#include "common/workers/serializable.hpp"

#include <boost/optional.hpp>
#include <boost/serialization/base_object.hpp>
#include <boost/serialization/split_free.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/workers/encoding.hpp"
#include "tests/catch.hpp"

namespace {

struct plain {
  int x = 0;
};

struct with_member {
  int x = 0;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& x;
  }
};

/// As Boost.Serialization's own examples have it.
class with_private_member {
  friend class boost::serialization::access;
  int x_ = 0;
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& x_;
  }
};

struct inherits : with_member {};
struct last final {
  int x = 0;
};
struct abstract {
  virtual ~abstract() = default;
  [[nodiscard]] virtual int x() const = 0;
};

}  // namespace

namespace serializable_test {

struct by_own_namespace {
  int x = 0;
};
template <class Archive>
void serialize(Archive& archive, by_own_namespace& one, unsigned) {
  archive& one.x;
}

struct by_boosts_namespace {
  int x = 0;
};
struct by_two {
  int x = 0;
};

}  // namespace serializable_test

namespace boost::serialization {

template <class Archive>
void serialize(Archive& archive, serializable_test::by_boosts_namespace& one,
               const unsigned) {
  archive& one.x;
}
template <class Archive>
void save(Archive& archive, const serializable_test::by_two& one, unsigned) {
  archive << one.x;
}
template <class Archive>
void load(Archive& archive, serializable_test::by_two& one, unsigned) {
  archive >> one.x;
}

}  // namespace boost::serialization
BOOST_SERIALIZATION_SPLIT_FREE(serializable_test::by_two)

using tandem::is_not_serializable;

TEST_CASE("what has no serialize is known") {
  CHECK(is_not_serializable<plain>);
  CHECK(is_not_serializable<std::vector<plain>>);
  CHECK(is_not_serializable<std::vector<std::vector<plain>>>);
  CHECK(is_not_serializable<abstract>);
  CHECK(is_not_serializable<std::function<int(int)>>);
}

TEST_CASE("what has one is not refused, however it has it") {
  CHECK_FALSE(is_not_serializable<with_member>);
  CHECK_FALSE(is_not_serializable<with_private_member>);
  CHECK_FALSE(is_not_serializable<inherits>);
  CHECK_FALSE(is_not_serializable<serializable_test::by_own_namespace>);
  CHECK_FALSE(is_not_serializable<serializable_test::by_boosts_namespace>);
  CHECK_FALSE(is_not_serializable<serializable_test::by_two>);
  CHECK_FALSE(is_not_serializable<std::vector<with_member>>);
}

TEST_CASE("what Boost or a number can do is not refused") {
  CHECK_FALSE(is_not_serializable<int>);
  CHECK_FALSE(is_not_serializable<std::string>);
  CHECK_FALSE(is_not_serializable<std::vector<bool>>);
  CHECK_FALSE(is_not_serializable<std::vector<std::string>>);
  CHECK_FALSE((is_not_serializable<std::map<int, std::set<std::string>>>));
  CHECK_FALSE((is_not_serializable<std::pair<int, std::string>>));
  CHECK_FALSE(is_not_serializable<boost::optional<int>>);
}

TEST_CASE("where it cannot be told, nothing is refused") {
  CHECK_FALSE(is_not_serializable<last>);
}

#include "common/caching/entry_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <map>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::entry_error;
using tandem::entry_file;
using tandem::entry_stamp;

constexpr entry_stamp stamp{{1, 2}, 3};

template <class T>
void write(const std::string& path, const T& value, bool synced = false) {
  tandem::outgoing bytes;
  tandem::encode(bytes, value);
  tandem::write_entry(path, stamp, bytes, synced);
}

template <class T>
T read(const std::string& path) {
  entry_file entry{path.c_str(), stamp};
  REQUIRE(entry.exists());
  return tandem::read_value<T>(entry);
}

template <class T>
void check_same(const T& value) {
  const tests::scratch_folder folder;
  const auto path = folder.path() / "entry";
  write(path, value);
  CHECK(read<T>(path) == value);
  CHECK_FALSE(exists(folder.path() / "entry.part"));
}

/// Each byte of a file in turn is changed: none of them is read.
template <class T>
void check_each_byte(const T& value) {
  const tests::scratch_folder folder;
  const auto path = folder.path() / "entry";
  write(path, value);
  const auto whole = tests::content_of(path);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const int bit : {0, 3, 7}) {
      auto flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      tests::write_content(path, flipped);
      CHECK_THROWS_AS(read<T>(path), entry_error);
    }
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    tests::write_content(path, whole.substr(0, size));
    CHECK_THROWS_AS(read<T>(path), entry_error);
  }
  tests::write_content(path, whole + "x");
  CHECK_THROWS_AS(read<T>(path), entry_error);
  tests::write_content(path, whole);
  CHECK(read<T>(path) == value);
}

std::string why_not(const std::string& path, const entry_stamp& expected) {
  try {
    const entry_file entry{path.c_str(), expected};
  } catch (const entry_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a value comes back, small and large") {
  check_same(42);
  check_same(std::string{});
  check_same(std::string(100'000, 'x'));
  check_same(std::vector<double>{});
  check_same(std::vector<double>(505, 0.5));    // just within the buffer
  check_same(std::vector<double>(1'000, 0.5));  // and just beyond
  check_same(std::vector<double>(3'000'000, 0.5));
  check_same(std::vector<std::string>(10'000, "text"));
  check_same(std::map<std::string, int>{{"a", 1}});
}

TEST_CASE("no byte of an entry can change unnoticed") {
  check_each_byte(7);
  check_each_byte(std::string{"small"});
  check_each_byte(std::map<int, std::string>{{1, "one"}});
}

TEST_CASE("a flipped byte far inside of a large array is noticed") {
  const tests::scratch_folder folder;
  const auto path = folder.path() / "entry";
  const std::vector<double> value(200'000, 0.5);
  write(path, value);
  auto bytes = tests::content_of(path);
  for (const auto place : {std::size_t{64}, std::size_t{5'000},
                           std::size_t{700'000}, bytes.size() - 1}) {
    auto flipped = bytes;
    flipped[place] = static_cast<char>(flipped[place] ^ 1);
    tests::write_content(path, flipped);
    CHECK_THROWS_AS(read<std::vector<double>>(path), entry_error);
  }
}

TEST_CASE("a missing file is no error, anything else is") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "entry").string();
  CHECK_FALSE(entry_file(path.c_str(), stamp).exists());
  CHECK_FALSE(entry_file((path + "/below").c_str(), stamp).exists());
  CHECK(why_not(folder.path(), stamp) == "it is no file");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  CHECK(why_not(path, stamp) == "it is no file");
}

TEST_CASE("the entry of another call, of other code, or of another layout") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "entry").string();
  write(path, 1);
  CHECK(why_not(path, stamp).empty());
  CHECK(why_not(path, {{1, 3}, 3}) == "it is the entry of another call");
  CHECK(why_not(path, {{1, 2}, 4}) == "other code wrote it");
  auto later = tests::content_of(path);
  later[6] = '2';
  tests::write_content(path, later);
  CHECK(why_not(path, stamp) == "another version of tandem wrote it");
  tests::write_content(path, std::string(100, 'x'));
  CHECK(why_not(path, stamp) == "it is no entry");
}

TEST_CASE("a value of another type is not read") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "entry").string();
  write(path, std::uint64_t{1} << 60U);
  CHECK_THROWS_AS(read<std::vector<double>>(path), entry_error);
  CHECK_THROWS(read<std::string>(path));
  CHECK_THROWS_AS(read<int>(path), entry_error);
  write(path, 1);
  CHECK_THROWS(read<double>(path));
}

TEST_CASE("an entry that is written again is replaced as a whole") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "entry").string();
  write(path, std::string(10'000, 'a'));
  entry_file before{path.c_str(), stamp};
  write(path, std::string{"b"}, true);
  CHECK(tandem::read_value<std::string>(before) == std::string(10'000, 'a'));
  CHECK(read<std::string>(path) == "b");
}

TEST_CASE("what cannot be written leaves nothing") {
  const tests::scratch_folder folder;
  CHECK_THROWS_WITH(write((folder.path() / "no" / "folder").string(), 1),
                    tests::contains("no/folder.part"));
  create_directory(folder.path() / "entry");
  CHECK_THROWS_WITH(write((folder.path() / "entry").string(), 1),
                    tests::contains("entry.part"));
  CHECK_FALSE(exists(folder.path() / "entry.part"));
}

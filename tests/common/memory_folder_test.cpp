// What a store looks like, what is removed from it, and what it tells.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <cctype>
#include <ctime>
#include <filesystem>
#include <string>

#include "common/caching/memory.hpp"
#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::memory;

int calls = 0;
int square(int x) {
  ++calls;
  return x * x;
}
int cube(int x) {
  ++calls;
  return x * x * x;
}

/// The entry of an argument was last used so long ago.
void used_before(const tests::scratch_folder& folder, const std::string& text,
                 int seconds) {
  for (const auto& metadata : folder.files_called("metadata.json")) {
    if (tests::content_of(metadata).find(R"("arguments":")" + text + "\"") !=
        std::string::npos) {
      const std::array<timespec, 2> times{
          {{std::time(nullptr) - seconds, 0}, {0, UTIME_OMIT}}};
      const auto entry = metadata.parent_path() / "output.bin";
      REQUIRE(utimensat(AT_FDCWD, entry.c_str(), times.data(), 0) == 0);
      return;
    }
  }
  FAIL("no entry for " + text);
}

template <class Cached>
std::string which_are_kept(const Cached& kept, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    all += kept.check_call_in_cache(i) ? std::to_string(i) : "-";
  }
  return all;
}

}  // namespace

TEST_CASE("a person can read a store") {
  const tests::scratch_folder folder;
  memory{folder.path()}.cache<square>()(12);
  const auto entries = folder.files_called("output.bin");
  REQUIRE(entries.size() == 1);
  const auto entry = entries[0].parent_path();
  const auto key = entry.filename().string();
  CHECK(key.size() == 32);
  CHECK(key.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(entry.parent_path() == folder.path() / "square");
  const auto about =
      boost::json::parse(tests::content_of(entry / "metadata.json"))
          .as_object();
  CHECK(about.at("function") == "square");
  CHECK(about.at("arguments") == "12");
  CHECK(about.at("duration").as_double() >= 0);
  std::string time{about.at("time").as_string()};
  std::ranges::replace_if(
      time, [](char one) { return std::isdigit(one); }, '0');
  CHECK(time == "0000-00-00T00:00:00Z");
  CHECK_THAT(std::string{about.at("code_version").as_string()},
             tests::contains("program "));
  CHECK_THAT(tests::content_of(folder.path() / "square" / "code_version.txt"),
             tests::contains("program "));
}

TEST_CASE("a store stays where it was when the program goes elsewhere") {
  namespace fs = std::filesystem;
  const tests::scratch_folder folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  const auto kept = memory{"cache"}.cache<square>();
  fs::current_path(before);
  kept(12);
  CHECK(exists(folder.path() / "cache" / "square"));
}

TEST_CASE("clearing a function leaves the others") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto squares = store.cache<square>();
  const auto cubes = store.cache<cube>();
  squares(1);
  cubes(1);
  squares.clear();
  CHECK_FALSE(squares.check_call_in_cache(1));
  CHECK(cubes.check_call_in_cache(1));
  squares(2);
  store.clear();
  CHECK(folder.files_called("output.bin").empty());
  CHECK(folder.files_called("metadata.json").empty());
  squares(2);
  CHECK(squares.check_call_in_cache(2));
}

TEST_CASE("clearing removes nothing that is not the store's") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  kept(1);
  const auto entry = folder.files_called("output.bin").at(0).parent_path();
  const auto foreign = folder.path() / "letters";
  create_directories(foreign / std::string(32, 'a'));
  tests::write_content(foreign / std::string(32, 'a') / "output.bin", "mine");
  tests::write_content(entry / "note.txt", "mine");
  tests::write_content(folder.path() / "square" / "notes", "mine");
  store.clear();
  store.reduce_size({.bytes = 0});
  CHECK(exists(foreign / std::string(32, 'a') / "output.bin"));
  CHECK(exists(entry / "note.txt"));
  CHECK(exists(folder.path() / "square" / "notes"));
  CHECK_FALSE(exists(entry / "output.bin"));
}

TEST_CASE("what was used least recently goes first") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  for (int i = 0; i < 5; ++i) {
    kept(i);
    used_before(folder, std::to_string(i), 1'000 - 100 * i);
  }
  kept(0);  // used now
  store.reduce_size({.items = 3});
  CHECK(which_are_kept(kept, 5) == "0--34");
}

TEST_CASE("a store is reduced by bytes, by age, or not at all") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  for (int i = 0; i < 4; ++i) {
    kept(i);
    used_before(folder, std::to_string(i), 1'000 * (4 - i));
  }
  store.reduce_size({});
  CHECK(folder.files_called("output.bin").size() == 4);
  store.reduce_size({.age = std::chrono::seconds{3'500}});
  CHECK(folder.files_called("output.bin").size() == 3);
  const auto entry = folder.files_called("output.bin").at(0).parent_path();
  const auto bytes =
      file_size(entry / "output.bin") + file_size(entry / "metadata.json");
  store.reduce_size({.bytes = 2 * bytes + bytes / 2});
  CHECK(folder.files_called("output.bin").size() == 2);
  CHECK(which_are_kept(kept, 4) == "--23");
  store.reduce_size({.items = 0});
  CHECK(folder.files_called("output.bin").empty());
}

TEST_CASE("a hit is a use") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  kept(1);
  used_before(folder, "1", 10'000);
  const auto entry = folder.files_called("output.bin").at(0);
  const auto last_use = [&] {
    struct stat about {};
    REQUIRE(stat(entry.c_str(), &about) == 0);
    return std::time(nullptr) - about.st_atim.tv_sec;
  };
  REQUIRE(last_use() >= 10'000);
  kept(1);
  CHECK(last_use() < 9'000);
}

TEST_CASE("to look for results of other code removes none; a call tells it") {
  const tests::scratch_folder folder;
  memory{folder.path()}.cache<square>({.version = "1"})(12);
  const memory store{folder.path(), {.verbose = 1}};
  const auto kept = store.cache<square>({.version = "2"});
  CHECK(tests::written_to(STDERR_FILENO, [&] {
          CHECK_FALSE(kept.check_call_in_cache(12));
        }).empty());
  CHECK(folder.files_called("output.bin").size() == 1);
  CHECK(tests::written_to(STDERR_FILENO, [&] { kept(3); }) ==
        "tandem::memory: Clearing cache " +
            (folder.path() / "square").string() + "/\n");
  CHECK(folder.files_called("output.bin").size() == 1);
  CHECK(kept.check_call_in_cache(3));
}

TEST_CASE("an old and a new program that run at once clear once each") {
  const tests::scratch_folder folder;
  const auto ask = [&](const std::string& version, int argument) {
    const memory store{folder.path()};  // as inside of a task
    return store.cache<square>({.version = version})(argument);
  };
  const int before = calls;
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 3; ++i) {
      CHECK(ask("old", i) == i * i);
      CHECK(ask("new", 10 + i) == (10 + i) * (10 + i));
    }
  }
  // What "new" found at its first call is computed once more.
  CHECK(calls - before == 7);
}

TEST_CASE("a store tells its calls as joblib does") {
  const tests::scratch_folder folder;
  const auto told = [&](int verbose, int argument) {
    const auto kept = memory{folder.path(), {.verbose = verbose}}.cache<cube>();
    return tests::written_to(STDOUT_FILENO, [&] { kept(argument); });
  };
  const std::string line(80, '_');
  const std::string called = line + "\n[Memory] Calling cube...\ncube(2)\n" +
                             std::string(61, '_') + "cube - 0.0s, 0.0min\n";
  CHECK(told(0, 1).empty());
  CHECK(told(1, 2) == called);
  CHECK(told(1, 2).empty());
  const std::string loaded = "[Memory]0.0s, 0.0min    : Loading cube";
  CHECK(told(2, 2) == loaded + "...\n");
  CHECK(told(5, 2) == loaded + "...\n" + std::string(48, '_') +
                          "cube cache loaded - 0.0s, 0.0min\n");
  CHECK_THAT(told(10, 2), tests::contains(loaded + " from " +
                                          (folder.path() / "cube").string()));
  CHECK_THAT(told(11, 3), tests::contains("Persisting in " +
                                          (folder.path() / "cube").string()));
}

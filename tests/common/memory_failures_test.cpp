// Whatever goes wrong in a store: the right result, one warning, no crash.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

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
std::vector<int> repeated(int x, int count) {
  ++calls;
  std::vector<int> all(static_cast<std::size_t>(count), x);
  return all;
}

/// A result that refuses to be saved.
struct shy {
  int number = 0;
  template <class Archive>
  void serialize(Archive&, unsigned) {
    throw std::runtime_error{"not to be saved"};
  }
};
shy make_shy(int x) { return {x}; }

/// What one call of square(12) is worth.
struct outcome {
  int result = 0;
  int calls = 0;
  std::string warnings;
};

template <class Cached>
outcome call(const Cached& kept) {
  outcome seen;
  const int before = calls;
  seen.warnings =
      tests::written_to(STDERR_FILENO, [&] { seen.result = kept(12); });
  seen.calls = calls - before;
  return seen;
}

std::filesystem::path only_entry(const tests::scratch_folder& folder) {
  const auto all = folder.files_called("output.bin");
  REQUIRE(all.size() == 1);
  return all[0];
}

/// Calls when the entry is not as it was left: it is computed once, with one
/// warning that names the file, and then kept again.
template <class Cached>
void check_mended(const Cached& kept, const std::filesystem::path& entry,
                  const std::string& why) {
  const auto seen = call(kept);
  CHECK(seen.result == 144);
  CHECK(seen.calls == 1);
  CHECK(tests::lines_in(seen.warnings) == 1);
  CHECK_THAT(seen.warnings, tests::contains(entry.string()));
  CHECK_THAT(seen.warnings, tests::contains(why));
  const auto again = call(kept);
  CHECK(again.result == 144);
  CHECK(again.calls == 0);
  CHECK(again.warnings.empty());
}

/// What `action` sees of the exit code of a child that runs it.
int exit_code_of(const std::function<int()>& action) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    int code = 99;
    try {
      code = action();
    } catch (...) {  // 99 says so
    }
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("every single byte of an entry flipped: computed again") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<square>();
  kept(12);
  const auto entry = only_entry(folder);
  const auto whole = tests::content_of(entry);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto flipped = tests::content_of(entry);
    flipped[i] = static_cast<char>(flipped[i] ^ 1);
    tests::write_content(entry, flipped);
    check_mended(kept, entry, "is not used: ");
  }
}

TEST_CASE("an entry that is cut short, too long, or from another version") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<square>();
  kept(12);
  const auto entry = only_entry(folder);
  const auto whole = tests::content_of(entry);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    tests::write_content(entry, whole.substr(0, size));
    check_mended(kept, entry, "cut short");
  }
  tests::write_content(entry, whole + "more");
  check_mended(kept, entry, "too long");
  auto other = whole;
  other[6] = '9';
  tests::write_content(entry, other);
  check_mended(kept, entry, "another version of tandem");
}

TEST_CASE("an entry that lies at another's place is not taken for it") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<square>();
  kept(3);
  const auto wrong = tests::content_of(only_entry(folder));
  kept.clear();
  kept(12);
  const auto entry = only_entry(folder);
  tests::write_content(entry, wrong);
  check_mended(kept, entry, "another call");
}

TEST_CASE("entries of other code that came later are not taken") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto old_code = store.cache<square>({.version = "1"});
  old_code(1);  // has looked at the version, and goes on
  const auto new_code = store.cache<square>({.version = "2"});
  new_code(2);
  old_code(12);
  std::filesystem::path entry;
  for (const auto& each : folder.files_called("output.bin")) {
    const auto about = tests::content_of(each.parent_path() / "metadata.json");
    entry = about.find("\"12\"") != std::string::npos ? each : entry;
  }
  check_mended(new_code, entry, "other code");
}

TEST_CASE("something else where an entry should be") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<square>();
  kept(12);
  const auto entry = only_entry(folder);
  remove(entry);
  create_directory(entry);
  const auto seen = call(kept);
  CHECK(seen.result == 144);
  CHECK_THAT(seen.warnings, tests::contains(entry.string()));
  remove(entry);
  REQUIRE(mkfifo(entry.c_str(), 0600) == 0);
  CHECK(call(kept).result == 144);  // and nobody waits for a writer
}

TEST_CASE("a file where the store should be") {
  const tests::scratch_folder folder;
  tests::write_content(folder.path() / "cache", "a text");
  const auto kept = memory{folder.path() / "cache"}.cache<square>();
  const auto seen = call(kept);
  CHECK(seen.result == 144);
  CHECK(seen.calls == 1);
  CHECK(tests::lines_in(seen.warnings) == 1);
  CHECK_THAT(seen.warnings, tests::contains("results are not kept"));
  CHECK_FALSE(kept.check_call_in_cache(12));
  CHECK(tests::content_of(folder.path() / "cache") == "a text");
}

TEST_CASE("a result that cannot be saved is returned all the same") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<make_shy>();
  std::string warnings;
  warnings = tests::written_to(STDERR_FILENO, [&] {
    CHECK(kept(1).number == 1);
    CHECK(kept(2).number == 2);
  });
  CHECK(tests::lines_in(warnings) == 1);
  CHECK_THAT(warnings, tests::contains("not to be saved"));
  CHECK(folder.files_called("output.bin").empty());
}

TEST_CASE("a store that may only be read still gives what it has") {
  const tests::scratch_folder folder;
  const auto make = [&] { return memory{folder.path()}.cache<square>(); };
  make()(12);
  make()(3);
  const int code = exit_code_of([&] {
    namespace fs = std::filesystem;
    const auto none = fs::perms::owner_write | fs::perms::group_write |
                      fs::perms::others_write;
    for (const auto& each : fs::recursive_directory_iterator{folder.path()}) {
      permissions(each.path(), none, fs::perm_options::remove);
    }
    permissions(folder.path(), fs::perms::owner_all | fs::perms::group_read |
                                   fs::perms::group_exec |
                                   fs::perms::others_read |
                                   fs::perms::others_exec);
    constexpr uid_t nobody = 65'534;  // to root, nothing is read-only
    if (geteuid() == 0 && setresuid(nobody, nobody, nobody) != 0) {
      return 77;
    }
    int wrong = 0;
    const auto look = [&] {
      const auto kept = make();
      const int before = calls;
      wrong += kept(3) == 9 && calls == before ? 0 : 1;
      wrong += kept(5) == 25 && kept(6) == 36 && calls == before + 2 ? 0 : 2;
      const auto other_code =
          memory{folder.path()}.cache<square>({.version = "new"});
      wrong += other_code(3) == 9 && calls == before + 3 ? 0 : 4;
    };
    // Not kept, twice, as there are two stores; and not of this code.
    const auto warnings = tests::written_to(STDERR_FILENO, look);
    wrong += tests::lines_in(warnings) == 3 ? 0 : 8;
    return wrong;
  });
  CHECK((code == 0 || code == 77));
  CHECK(folder.files_called("output.bin").size() == 2);
}

TEST_CASE("what cannot be removed is told, once") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  kept(3);
  kept(12);
  const int code = exit_code_of([&] {
    permissions(folder.path(), std::filesystem::perms{0755});
    constexpr uid_t nobody = 65'534;
    if (geteuid() != 0 || setresuid(nobody, nobody, nobody) != 0) {
      return 77;
    }
    int wrong = 0;
    int bit = 1;
    for (const auto& action : std::vector<std::function<void()>>{
             [&] { kept.clear(); }, [&] { store.clear(); },
             [&] { store.reduce_size({.items = 1}); }}) {
      const auto words = tests::written_to(STDERR_FILENO, action);
      wrong += tests::lines_in(words) == 1 &&
                       words.find("are not removed") != std::string::npos
                   ? 0
                   : bit;
      bit *= 2;
    }
    return wrong;
  });
  CHECK((code == 0 || code == 77));
  CHECK(folder.files_called("output.bin").size() == 2);
}

TEST_CASE("a store that may not be read is told once, not for each call") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<square>();
  kept(0);
  const int code = exit_code_of([&] {
    permissions(folder.path(), std::filesystem::perms::none);
    constexpr uid_t nobody = 65'534;
    if (geteuid() == 0 && setresuid(nobody, nobody, nobody) != 0) {
      return 77;
    }
    const auto words = tests::written_to(STDERR_FILENO, [&] {
      for (int i = 0; i < 20; ++i) {
        kept(i);
      }
    });
    return tests::lines_in(words) == 1 ? 0 : 1;
  });
  permissions(folder.path(), std::filesystem::perms::owner_all);
  CHECK((code == 0 || code == 77));
}

TEST_CASE("a version that could not be written is written later") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  const auto version = folder.path() / "square" / "code_version.txt";
  create_directories(version);  // in its way
  CHECK(call(kept).result == 144);
  CHECK(folder.files_called("output.bin").size() == 1);
  remove(version);
  CHECK(call(kept).calls == 0);  // and nothing is cleared once more
  CHECK(is_regular_file(version));
  store.clear();
  CHECK(folder.files_called("output.bin").empty());
}

TEST_CASE("a disk that is full: a warning, the result, and no half entry") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<repeated>();
  const auto large = [&](int x) {
    return kept(x, 100'000) == std::vector<int>(100'000, x);
  };
  CHECK(large(1));
  const int code = exit_code_of([&] {
    const rlimit none{40'000, 40'000};
    setrlimit(RLIMIT_FSIZE, &none);
    int wrong = 0;
    const auto warnings = tests::written_to(STDERR_FILENO, [&] {
      wrong = (large(1) ? 0 : 1) + (large(2) ? 0 : 2) + (large(2) ? 0 : 4);
    });
    wrong += warnings.find("output.bin.part") != std::string::npos ? 0 : 8;
    return wrong + (tests::lines_in(warnings) == 1 ? 0 : 16);
  });
  CHECK(code == 0);
  CHECK(folder.files_called("output.bin").size() == 1);
  CHECK(folder.files_called("metadata.json").size() == 1);
  CHECK(folder.files_called("output.bin.part").empty());
  CHECK(large(2));
}

TEST_CASE("what a writer that died has left goes") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<square>();
  kept(12);
  const auto entry = only_entry(folder).parent_path();
  const auto dead = entry.parent_path() / std::string(32, '0');
  const auto leave = [&] {
    tests::write_content(entry / "output.bin.part", "half");
    create_directory(dead);
    tests::write_content(dead / "output.bin.part", "half");
    tests::write_content(dead / "metadata.json", "{}");
  };
  leave();
  store.reduce_size({});
  CHECK(folder.files_called("output.bin.part").empty());
  CHECK_FALSE(exists(dead));
  CHECK(kept.check_call_in_cache(12));
  leave();
  kept.call(12);
  CHECK(folder.files_called("output.bin.part").size() == 1);
  kept.clear();
  CHECK(folder.files_called("output.bin.part").empty());
  CHECK_FALSE(exists(dead));
}

TEST_CASE("a store that is taken away while it is used") {
  for (const bool once : {true, false}) {
    INFO(once);
    const tests::scratch_folder folder;
    const auto make = [&] {
      return memory{folder.path() / "cache", {.compute_once = once}}
          .cache<square>();
    };
    const auto kept = make();
    kept(12);
    remove_all(folder.path() / "cache");
    const auto seen = call(kept);
    CHECK(seen.result == 144);
    CHECK(seen.warnings.empty());
    CHECK(call(make()).calls == 0);
  }
}

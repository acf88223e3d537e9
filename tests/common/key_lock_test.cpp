#include "common/caching/key_lock.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::entry_key;
using tandem::key_lock;

constexpr auto if_free = key_lock::how::only_if_free;
constexpr auto patiently = key_lock::how::wait;
constexpr entry_key one{1, 1};
constexpr entry_key other{2, 2};

/// Whether another thread gets the lock at once.
bool is_free(const std::string& path, const entry_key& key) {
  bool got = false;
  std::thread{[&] { got = key_lock{path, key, if_free}.held(); }}.join();
  return got;
}

}  // namespace

TEST_CASE("a lock keeps others out, and only from its key") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  {
    const key_lock mine{path, one, patiently};
    CHECK(mine.held());
    CHECK_FALSE(is_free(path, one));
    CHECK(is_free(path, other));
  }
  CHECK(is_free(path, one));
}

TEST_CASE("a thread that holds a lock does not wait for itself") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  const key_lock mine{path, one, patiently};
  const key_lock again{path, one, patiently};
  CHECK_FALSE(again.held());
  CHECK(again.error() == 0);
  CHECK_FALSE(is_free(path, one));
  const key_lock of_other{path, other, patiently};
  CHECK(of_other.held());
}

TEST_CASE("a thread knows its own lock by the file, however that is called") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  const auto other_name = (folder.path() / "other_name").string();
  const key_lock mine{path, one, patiently};
  std::filesystem::create_symlink(path, other_name);
  const key_lock again{other_name, one, if_free};
  CHECK_FALSE(again.held());
  CHECK(again.error() == 0);
}

TEST_CASE("the locks of a recursion need one descriptor") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  const auto next_descriptor = [] {
    const int next = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(next);
    return next;
  };
  const int before = next_descriptor();
  {
    std::vector<std::unique_ptr<key_lock>> levels;
    for (std::uint64_t level = 1; level <= 100; ++level) {
      levels.push_back(
          std::make_unique<key_lock>(path, entry_key{level, level}, patiently));
      CHECK(levels.back()->held());
    }
    CHECK(next_descriptor() == before + 1);
    levels.erase(levels.begin() + 50);  // and of the others none is let go
    CHECK(is_free(path, {51, 51}));
    CHECK_FALSE(is_free(path, {50, 50}));
    CHECK_FALSE(is_free(path, {52, 52}));
    levels.erase(levels.begin());
    CHECK_FALSE(is_free(path, {100, 100}));
  }
  CHECK(is_free(path, {100, 100}));
  CHECK(next_descriptor() == before);
}

TEST_CASE("a child that is forked neither lets go nor shares a lock") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  auto mine = std::make_unique<key_lock>(path, one, patiently);
  const pid_t child = fork();
  if (child == 0) {
    const key_lock again{path, one, patiently};
    mine.reset();
    const key_lock own{path, other, patiently};
    // Held by this process: a child of its own is kept out.
    const pid_t next = fork();
    if (next == 0) {
      _exit(is_free(path, other) ? 1 : 0);
    }
    int status = 0;
    waitpid(next, &status, 0);
    _exit(!again.held() && own.held() && status == 0 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK_FALSE(is_free(path, one));
}

TEST_CASE("a lock that is moved is held until the new one goes") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  {
    key_lock first{path, one, patiently};
    const key_lock second{std::move(first)};
    CHECK(second.held());
    CHECK_FALSE(is_free(path, one));
  }
  CHECK(is_free(path, one));
}

TEST_CASE("what waits goes on when the lock is let go") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  std::thread waiting;
  bool had = false;
  {
    const key_lock mine{path, one, patiently};
    waiting = std::thread{[&] { had = key_lock{path, one, patiently}.held(); }};
  }
  waiting.join();
  CHECK(had);
}

TEST_CASE("a lock goes with the process that held it") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  std::array<int, 2> ready{};
  REQUIRE(pipe2(ready.data(), O_CLOEXEC) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const key_lock mine{path, one, patiently};
    [[maybe_unused]] const auto wrote = write(ready[1], "x", 1);
    for (;;) {
      pause();
    }
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  CHECK_FALSE(is_free(path, one));
  kill(child, SIGKILL);
  const key_lock mine{path, one, patiently};
  CHECK(mine.held());
  waitpid(child, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("a lock that is let go is free, though a child has a copy") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  pid_t child = 0;
  {
    const key_lock mine{path, one, patiently};
    child = fork();
    if (child == 0) {
      for (;;) {
        pause();
      }
    }
  }
  CHECK(is_free(path, one));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

TEST_CASE("who waited for a file that was removed locks the new one") {
  const tests::scratch_folder folder;
  const auto path = (folder.path() / "lock").string();
  std::thread waiting;
  bool keeps_out = false;
  {
    const key_lock mine{path, one, patiently};
    std::filesystem::remove(path);
    waiting = std::thread{[&] {
      const key_lock next{path, one, patiently};
      keeps_out = next.held() && !is_free(path, one);
    }};
  }
  waiting.join();
  CHECK(keeps_out);
}

TEST_CASE("a lock that cannot be had says why") {
  const tests::scratch_folder folder;
  const key_lock nowhere{(folder.path() / "no" / "lock").string(), one,
                         patiently};
  CHECK_FALSE(nowhere.held());
  CHECK(nowhere.error() == ENOENT);
  const key_lock no_file{folder.path().string(), one, patiently};
  CHECK(no_file.error() == EISDIR);
}

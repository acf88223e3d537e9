// A store under stress:
//   memory_stress kills COUNT     writers are killed at random moments
//   memory_stress rounds COUNT    16 processes make the same 10 calls at once
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/caching/memory.hpp"
#include "common/timing/work.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

constexpr int keys = 10;

/// Some results are small, some larger than one write takes.
std::vector<int> numbers(int key) {
  const auto count = static_cast<std::size_t>(key % 2 == 0 ? 5 : 300'000);
  std::vector<int> all(count, key);
  return all;
}

/// What a call of it costs is a line in `marks`.
std::vector<int> marked_numbers(const std::string& marks, int key) {
  const int file =
      open(marks.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  const char line = '\n';
  if (file < 0 || write(file, &line, 1) != 1) {
    throw std::runtime_error{"no mark is left"};
  }
  close(file);
  tandem::work(10'000);
  return numbers(key);
}

/// Runs `action` in a child, which exits with what it returns.
template <class Action>
pid_t in_child(const Action& action) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    throw std::runtime_error{"no process can be started"};
  }
  if (child == 0) {
    int code = 99;
    try {
      code = action();
    } catch (const std::exception& error) {
      std::cerr << error.what() << std::endl;
    }
    _exit(code);
  }
  return child;
}

bool ended_well(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

/// How many temporary files lie in a store.
std::size_t parts_in(const tests::scratch_folder& folder) {
  return folder.files_called("output.bin.part").size();
}

/// Writers that compute everything anew, over and over, until they are killed;
/// a reader looks at each entry after each kill.
int kills(int count) {
  const tests::scratch_folder folder;
  const tandem::memory store{folder.path() / "cache"};
  std::mt19937 random{20'26};
  int wrong = 0;
  int parts = 0;
  for (int i = 0; i < count; ++i) {
    std::array<int, 2> begun{};
    if (pipe2(begun.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error{"there is no pipe"};
    }
    const pid_t writer = in_child([&] {
      const auto kept = store.cache<numbers>();
      [[maybe_unused]] const auto told = write(begun[1], "x", 1);
      for (int key = i;; ++key) {
        kept.call(key % keys);
      }
      return 0;
    });
    char byte = 0;
    [[maybe_unused]] const auto heard = read(begun[0], &byte, 1);
    close(begun[0]);
    close(begun[1]);
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 5'000});
    kill(writer, SIGKILL);
    waitpid(writer, nullptr, 0);
    parts += parts_in(folder) > 0 ? 1 : 0;
    const auto words = tests::written_to(STDERR_FILENO, [&] {
      const auto kept = store.cache<numbers>();
      for (int key = 0; key < keys; ++key) {
        wrong += kept(key) == numbers(key) ? 0 : 1;
      }
    });
    wrong += words.empty() ? 0 : 1;  // no entry is ever damaged
    std::cerr << words;
  }
  store.reduce_size({});
  const auto left = parts_in(folder);
  std::cout << fmt::format(
      "{} kills, {} while a file was being written; wrong: {}, left: {}\n",
      count, parts, wrong, left);
  return wrong == 0 && left == 0 ? 0 : 1;
}

/// Processes that begin together.
int rounds(int count) {
  constexpr int processes = 16;
  int wrong = 0;
  for (int i = 0; i < count; ++i) {
    const tests::scratch_folder folder;
    const auto marks = (folder.path() / "marks").string();
    std::array<int, 2> start{};
    if (pipe2(start.data(), O_CLOEXEC) != 0) {
      throw std::runtime_error{"there is no pipe"};
    }
    std::array<pid_t, processes> children{};
    for (int child = 0; child < processes; ++child) {
      children.at(static_cast<std::size_t>(child)) = in_child([&] {
        close(start[1]);
        char byte = 0;
        [[maybe_unused]] const auto told = read(start[0], &byte, 1);
        const tandem::memory store{folder.path() / "cache"};
        const auto kept = store.cache<marked_numbers>();
        int errors = 0;
        for (int key = 0; key < keys; ++key) {
          const int mine = (key + child) % keys;
          errors += kept(marks, mine) == numbers(mine) ? 0 : 1;
        }
        return errors;
      });
    }
    close(start[0]);
    close(start[1]);  // now
    for (const pid_t child : children) {
      wrong += ended_well(child) ? 0 : 1;
    }
    wrong += tests::lines_in(tests::content_of(marks)) == keys ? 0 : 1;
    wrong += parts_in(folder) == 0 ? 0 : 1;
  }
  std::cout << fmt::format("{} rounds of {} processes, {} calls; wrong: {}\n",
                           count, processes, keys, wrong);
  return wrong == 0 ? 0 : 1;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed test may end so
int main(int argc, char** argv) {
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  const int count = std::stoi(arguments.at(1));
  return arguments.at(0) == "kills" ? kills(count) : rounds(count);
}

#include "common/workers/process_workers.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/workers/descriptors.hpp"
#include "common/workers/shared_memory.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/catch.hpp"

namespace {

using tandem::process_ending;
using tandem::process_workers;
using tandem::start_method;
using how_ended = tandem::process_ending::how_ended;

constexpr std::array all_methods{start_method::fork, start_method::spawn,
                                 start_method::forkserver};

std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

int square(int x) { return x * x; }
pid_t who(int) { return getpid(); }
double total(const std::vector<double>& all) {
  return std::accumulate(all.begin(), all.end(), 0.0);
}
std::vector<double> many(std::size_t count) {
  std::vector<double> all(count, 0.25);
  return all;
}
std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}
std::size_t length_of(const std::string& text) { return text.size(); }
std::size_t size_of(const std::vector<int>& all) { return all.size(); }
pid_t parent_of_worker(int) { return getppid(); }
/// Leaves a process behind that has all that the worker has open.
pid_t leave_a_child(int) {
  const pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  return child;
}
std::string name_in_the_list(int) {
  std::ifstream list{"/proc/self/comm"};
  std::string name;
  std::getline(list, name);
  return name;
}
ssize_t read_typed(int) {
  char typed = 0;
  return read(STDIN_FILENO, &typed, 1);
}
void say(int i) { std::printf("task %d prints\n", i); }

int fail_at_odd(int x) {
  if (x % 2 == 1) {
    throw std::out_of_range{"odd: " + std::to_string(x)};
  }
  return x;
}

/// Number 0 fails at once, all others take their time.
int fail_at_0(int x) {
  if (x == 0) {
    throw std::runtime_error{"it is 0"};
  }
  poll(nullptr, 0, 100);
  return x;
}

/// Ways to die, for the task of number 3.
enum class death { exits, exits_0, aborts, segv, kills_itself };

int die_at_three(int x, death way) {
  if (x != 3) {
    return x;
  }
  switch (way) {
    case death::exits:
      std::_Exit(5);
    case death::exits_0:
      std::exit(0);  // NOLINT(concurrency-mt-unsafe)
    case death::aborts:
      std::abort();
    case death::segv:
      std::raise(SIGSEGV);
      break;
    case death::kills_itself:
      std::raise(SIGKILL);
      break;
  }
  return x;
}

process_ending expected_of(death way) {
  switch (way) {
    case death::exits:
      return {how_ended::exit, 5};
    case death::exits_0:
      return {how_ended::exit, 0};
    case death::aborts:
      return {how_ended::signal, SIGABRT};
    case death::segv:
      return {how_ended::signal, SIGSEGV};
    case death::kills_itself:
      return {how_ended::signal, SIGKILL};
  }
  return {};
}

int close_the_pipe(int x) {
  close(tandem::worker_fd::results);
  return x;
}

int close_the_pipe_and_stay(int x) {
  close(tandem::worker_fd::results);
  for (;;) {
    pause();
  }
  return x;
}

std::string open_descriptors(int) {
  namespace fs = std::filesystem;
  std::string all;
  std::set<int> seen;
  for (const auto& entry : fs::directory_iterator{"/proc/self/fd"}) {
    std::error_code gone;  // the folder itself is open while we look
    const auto target = fs::read_symlink(entry.path(), gone).string();
    if (!target.starts_with("/proc/")) {
      seen.insert(std::stoi(entry.path().filename().string()));
    }
  }
  for (const int fd : seen) {
    all += std::to_string(fd) + " ";
  }
  return all;
}

int start_workers_in_a_worker(int) {
  const process_workers nested{1, start_method::spawn};
  return 0;
}

void write_into_share(int index) {
  tandem::shared_array<int>::inherited()[static_cast<std::size_t>(index)] = 7;
}

/// What a failed task has thrown, nested in its task_error.
template <class E>
E nested_in(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const tandem::task_error& outer) {
    try {
      std::rethrow_if_nested(outer);
    } catch (const E& inner) {
      return inner;
    }
  }
  throw std::logic_error{"nothing of that kind is nested"};
}

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("map keeps the order, whatever the start, workers and batches") {
  for (const auto how : all_methods) {
    for (const int count : {1, 2, 3}) {
      process_workers workers{count, how};
      for (const int inputs : {0, 1, 2, 7, 50}) {
        for (const std::size_t size : {1U, 3U, 100U}) {
          const auto given = numbers(inputs);
          auto expected = given;
          std::ranges::transform(given, expected.begin(), square);
          CHECK(workers.map<&square>(given, size) == expected);
        }
      }
    }
  }
}

TEST_CASE("as many processes as workers, none of them this one") {
  for (const auto how : all_methods) {
    process_workers workers{3, how};
    const auto pids = workers.pids();
    CHECK(std::set(pids.begin(), pids.end()).size() == 3);
    for (const auto seen : workers.map<&who>(numbers(30))) {
      CHECK(std::ranges::count(pids, seen) == 1);
    }
  }
}

TEST_CASE("arguments and results of any size cross") {
  for (const auto how : all_methods) {
    process_workers workers{2, how};
    const std::vector<std::vector<double>> large{
        std::vector<double>(1, 1.0), std::vector<double>(2'000'000, 1.0), {}};
    CHECK(workers.map<&total>(large) == std::vector{1.0, 2'000'000.0, 0.0});
    const std::vector<std::size_t> sizes{1, 300'000, 2, 10'000, 0, 9'000, 5};
    for (const std::size_t batch : {1U, 7U}) {
      const auto back = workers.map<&many>(sizes, batch);
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        CHECK(back[i] == many(sizes[i]));
      }
    }
    const std::vector<std::tuple<std::string, int>> two{{"ab", 2}, {"x", 0}};
    CHECK(workers.map<&repeat>(two) == std::vector<std::string>{"abab", ""});
  }
}

TEST_CASE("inputs become what the task takes, as in a call") {
  process_workers workers{2, start_method::spawn};
  const std::string long_one(5'000, 'x');
  const std::vector<const char*> texts(40, long_one.c_str());
  CHECK(workers.map<&length_of>(texts, 40) ==
        std::vector<std::size_t>(40, 5'000));
  CHECK(workers.map<&square>(std::vector<short>{2, 3}) == std::vector{4, 9});
}

TEST_CASE("what a task throws comes back with its index, the lowest first") {
  for (const auto how : all_methods) {
    process_workers workers{2, how};
    for (const std::size_t size : {1U, 4U, 100U}) {
      try {
        workers.map<&fail_at_odd>(numbers(20), size);
        FAIL("nothing was thrown");
      } catch (const tandem::task_error& error) {
        CHECK(error.index() % 2 == 1);
        if (size == 100) {
          CHECK(error.index() == 1);
        }
        const auto inner =
            nested_in<std::out_of_range>(std::current_exception());
        CHECK(std::string{inner.what()} ==
              "odd: " + std::to_string(error.index()));
      }
      const auto all = workers.outcomes<&fail_at_odd>(numbers(20), size);
      for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].result.has_value() == (i % 2 == 0));
        CHECK((all[i].failure != nullptr) == (i % 2 == 1));
      }
    }
    CHECK(workers.map<&square>(numbers(3)) == std::vector{0, 1, 4});
  }
}

TEST_CASE("a task that throws costs no worker, the busy ones included") {
  for (const auto how : all_methods) {
    process_workers workers{2, how};
    const auto before = workers.pids();
    CHECK_THROWS_AS(workers.map<&fail_at_0>(numbers(2)), tandem::task_error);
    CHECK(workers.pids() == before);
    CHECK(workers.map<&square>(numbers(3)) == std::vector{0, 1, 4});
  }
}

TEST_CASE(
    "a worker that dies is the error of the task that ran, and no other") {
  for (const auto how : all_methods) {
    for (const auto way : {death::exits, death::exits_0, death::aborts,
                           death::segv, death::kills_itself}) {
      for (const std::size_t size : {1U, 4U, 10U}) {
        process_workers workers{2, how};
        const auto before = workers.pids();
        std::vector<std::tuple<int, death>> inputs;
        inputs.reserve(10);
        for (int i = 0; i < 10; ++i) {
          inputs.emplace_back(i, way);
        }
        const auto all = workers.outcomes<&die_at_three>(inputs, size);
        for (int i = 0; i < 10; ++i) {
          const auto& one = all[static_cast<std::size_t>(i)];
          if (i == 3) {
            REQUIRE(one.failure);
            const auto died = nested_in<tandem::worker_died>(one.failure);
            CHECK(died.ending() == expected_of(way));
            CHECK(std::ranges::count(before, died.pid()) == 1);
            const auto text = text_of(one.failure);
            CHECK_THAT(text, tests::contains("task 3"));
            CHECK_THAT(text, tests::contains(std::to_string(died.pid())));
            CHECK_THAT(text, tests::contains(to_text(died.ending())));
          } else {
            REQUIRE(one.result);
            CHECK(*one.result == i);
          }
        }
        // And it works again: with a new worker, or with those that are left.
        CHECK(workers.map<&square>(numbers(5)) == std::vector{0, 1, 4, 9, 16});
      }
    }
  }
}

TEST_CASE("a worker that closes its pipe is not waited for") {
  for (const auto how : {start_method::spawn, start_method::forkserver}) {
    process_workers workers{1, how};
    const auto done = workers.outcomes<&close_the_pipe>(numbers(1));
    CHECK(done[0].result.has_value());  // it was in the notes
    const auto stays = workers.outcomes<&close_the_pipe_and_stay>(numbers(1));
    REQUIRE(stays[0].failure);
    CHECK(nested_in<tandem::worker_died>(stays[0].failure).ending() ==
          process_ending{how_ended::signal, SIGKILL});
  }
}

TEST_CASE("how a worker ended is known, though SIGCHLD was ignored") {
  const auto before = std::signal(SIGCHLD, SIG_IGN);
  for (const auto how : all_methods) {
    process_workers workers{2, how};
    const std::vector<std::tuple<int, death>> inputs{{3, death::segv}};
    const auto all = workers.outcomes<&die_at_three>(inputs);
    REQUIRE(all[0].failure);
    CHECK(nested_in<tandem::worker_died>(all[0].failure).ending() ==
          process_ending{how_ended::signal, SIGSEGV});
  }
  std::signal(SIGCHLD, before);
}

TEST_CASE("forked workers that have all died are missed, not waited for") {
  process_workers workers{1, start_method::fork};
  const std::vector<std::tuple<int, death>> inputs{{3, death::segv},
                                                   {4, death::segv}};
  CHECK_THROWS_WITH(workers.outcomes<&die_at_three>(inputs),
                    tests::contains("no worker is left"));
  CHECK(workers.pids().empty());
  CHECK_THROWS_WITH(workers.map<&square>(numbers(1)),
                    tests::contains("no worker is left"));
}

TEST_CASE("a worker that was ended while idle costs no task") {
  for (const auto how : {start_method::spawn, start_method::forkserver}) {
    process_workers workers{2, how};
    for (const auto pid : workers.pids()) {
      kill(pid, SIGKILL);
    }
    CHECK(workers.map<&square>(numbers(4)) == std::vector{0, 1, 4, 9});
  }
}

TEST_CASE("a worker's own child does not hide that the worker is gone") {
  for (const auto how : all_methods) {
    process_workers workers{1, how};
    const auto child = workers.map<&leave_a_child>(numbers(1)).at(0);
    kill(workers.pids().at(0), SIGKILL);
    // More than a pipe holds.
    const std::vector<std::vector<int>> much{std::vector<int>(100'000)};
    if (how == start_method::fork) {
      CHECK_THROWS_WITH(workers.map<&size_of>(much),
                        tests::contains("no worker is left"));
    } else {
      CHECK(workers.map<&size_of>(much) == std::vector<std::size_t>{100'000});
    }
    kill(child, SIGKILL);
  }
}

TEST_CASE("a fork server that has died is replaced") {
  const auto server =
      process_workers{1, start_method::forkserver}.map<&parent_of_worker>(
          numbers(1))[0];
  REQUIRE(kill(server, SIGKILL) == 0);
  process_workers workers{1, start_method::forkserver};
  CHECK(workers.map<&parent_of_worker>(numbers(1))[0] != server);
}

TEST_CASE("a signal that the parent ignores does not end a forked worker") {
  std::signal(SIGHUP, SIG_IGN);
  for (const auto how : {start_method::fork, start_method::spawn}) {
    process_workers workers{1, how};
    const auto before = workers.pids();
    kill(before.at(0), SIGHUP);
    CHECK(workers.map<&square>(numbers(2)) == std::vector{0, 1});
    CHECK(workers.pids() == before);
  }
  std::signal(SIGHUP, SIG_DFL);
}

TEST_CASE("the system lists workers under the program's name") {
  for (const auto how : all_methods) {
    process_workers workers{1, how};
    CHECK(workers.map<&name_in_the_list>(numbers(1))[0] == name_in_the_list(0));
  }
}

TEST_CASE("patience ends though signals are handled all the time") {
  struct sigaction handled {};
  struct sigaction before {};
  handled.sa_handler = [](int) {};
  sigaction(SIGALRM, &handled, &before);
  const itimerval often{{0, 1'000}, {0, 1'000}};
  setitimer(ITIMER_REAL, &often, nullptr);
  const auto pipe = tandem::make_pipe();
  CHECK_FALSE(
      tandem::readable_within(pipe.read.get(), std::chrono::milliseconds{20}));
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
  sigaction(SIGALRM, &before, nullptr);
}

TEST_CASE("what a task prints does not disturb it, and is not printed twice") {
  std::fflush(stdout);
  const int screen = dup(STDOUT_FILENO);
  std::FILE* file = std::tmpfile();
  dup2(fileno(file), STDOUT_FILENO);
  std::printf("the parent prints\n");  // not flushed when it forks
  // The fork server has the standard output of the time when it was started.
  for (const auto how : {start_method::fork, start_method::spawn}) {
    process_workers workers{2, how};
    CHECK(workers.map<&say>(numbers(3), 2).size() == 3);
  }
  std::fflush(stdout);
  dup2(screen, STDOUT_FILENO);
  close(screen);
  std::rewind(file);
  std::string printed;
  for (int byte = 0; (byte = std::fgetc(file)) != EOF;) {
    printed += static_cast<char>(byte);
  }
  std::fclose(file);
  const auto times = [&](const std::string& part) {
    int count = 0;
    for (auto at = printed.find(part); at != std::string::npos;
         at = printed.find(part, at + 1)) {
      ++count;
    }
    return count;
  };
  CHECK(times("the parent prints\n") == 1);
  CHECK(times("task 0 prints\n") == 2);
  CHECK(times("task 2 prints\n") == 2);
}

TEST_CASE("what is typed is for the parent, not for its workers") {
  const auto keyboard = tandem::make_pipe();
  const int before = dup(STDIN_FILENO);
  dup2(keyboard.read.get(), STDIN_FILENO);
  REQUIRE(write(keyboard.write.get(), "x", 1) == 1);
  for (const auto how : all_methods) {
    process_workers workers{1, how};
    CHECK(workers.map<&read_typed>(numbers(1)).at(0) == 0);
  }
  CHECK(read_typed(0) == 1);
  dup2(before, STDIN_FILENO);
  close(before);
}

TEST_CASE("a worker has nothing open but what it needs") {
  const auto pipe = tandem::make_pipe();
  const int inherited = dup(pipe.read.get());  // without close-on-exec
  for (const auto how : all_methods) {
    process_workers workers{2, how};
    for (const auto& open : workers.map<&open_descriptors>(numbers(4))) {
      CHECK(open == "0 1 2 3 4 6 7 ");
    }
  }
  const tandem::shared_memory share{64};
  for (const auto how : all_methods) {
    process_workers workers{2, how, share};
    for (const auto& open : workers.map<&open_descriptors>(numbers(4))) {
      CHECK(open == "0 1 2 3 4 5 6 7 ");
    }
  }
  close(inherited);
}

TEST_CASE("shared memory is the same in every worker") {
  for (const auto how : all_methods) {
    const tandem::shared_array<int> share{100};
    process_workers workers{2, how, share.memory()};
    workers.map<&write_into_share>(numbers(100));
    CHECK(std::ranges::count(share.values(), 7) == 100);
  }
}

TEST_CASE("who has no memory to share is told so") {
  CHECK_THROWS_WITH(tandem::inherited_memory(),
                    tests::contains("nobody shares memory"));
  process_workers workers{1, start_method::spawn};
  const auto all = workers.outcomes<&write_into_share>(numbers(1));
  CHECK_THAT(text_of(all.at(0).failure),
             tests::contains("nobody shares memory"));
  CHECK_THROWS_WITH(tandem::shared_memory{0}, tests::contains("0 bytes"));
}

TEST_CASE("what goes through the pipes is counted") {
  process_workers workers{2, start_method::spawn};
  const auto before = workers.counted();
  const std::vector<std::vector<double>> large{std::vector<double>(100'000)};
  workers.map<&total>(large);
  const auto after = workers.counted();
  constexpr std::uint64_t payload = 100'000 * sizeof(double);
  CHECK(after.sent - before.sent >= payload);
  CHECK(after.sent - before.sent < payload + 200);
  CHECK(after.received - before.received < 200);
}

TEST_CASE("a worker starts no workers of its own") {
  for (const auto how : all_methods) {
    process_workers workers{1, how};
    const auto all = workers.outcomes<&start_workers_in_a_worker>(numbers(1));
    REQUIRE(all[0].failure);
    CHECK_THAT(text_of(all[0].failure),
               tests::contains("starts no workers of its own"));
  }
}

TEST_CASE("fork is refused while there are other threads") {
  std::atomic<bool> over{false};
  std::thread other{[&] { over.wait(false); }};
  CHECK_THROWS_WITH((process_workers{1, start_method::fork}),
                    tests::contains("2 threads"));
  process_workers spawned{1, start_method::spawn};
  CHECK(spawned.map<&square>(numbers(2)) == std::vector{0, 1});
  over = true;
  over.notify_all();
  other.join();
}

TEST_CASE("bad arguments are refused with what is allowed") {
  CHECK_THROWS_WITH((process_workers{0, start_method::spawn}),
                    tests::contains("0 workers; allowed"));
  process_workers workers{1, start_method::spawn};
  CHECK_THROWS_WITH(workers.map<&square>(numbers(2), 0),
                    tests::contains("a batch of 0 tasks; allowed"));
}

TEST_CASE("nobody is left when the workers' owner goes") {
  for (const auto how : all_methods) {
    std::vector<pid_t> pids;
    {
      const process_workers workers{3, how};
      pids = workers.pids();
    }
    for (const auto pid : pids) {
      // Waited for by us, or by the fork server.
      CHECK(kill(pid, 0) == -1);
    }
  }
}

#include "common/workers/parallel.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <list>
#include <numeric>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/locking/rendezvous.hpp"
#include "common/teaching/process_tree.hpp"
#include "common/workers/cpu_count.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/worker_process.hpp"
#include "tests/catch.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::delayed;
using tandem::parallel;
using tandem::parallel_config;
using tandem::task_error;
using tandem::timed_out;

constexpr std::array all_backends{"sequential", "threading", "multiprocessing",
                                  "loky"};
constexpr std::array process_backends{"multiprocessing", "loky"};

std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

int square(int x) { return x * x; }
std::string repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}
int sum_of_pair(const std::pair<int, int>& pair) {
  return pair.first + pair.second;
}
void nothing_of(int) {}
pid_t who(int) { return getpid(); }
int fails_from_5_on(int x) {
  if (x >= 5) {
    throw std::domain_error{"no " + std::to_string(x)};
  }
  return x;
}
int ends_at_3(int x) {
  if (x == 3) {
    kill(getpid(), SIGKILL);
  }
  return x;
}
int sleep_ms(int span) {
  std::this_thread::sleep_for(std::chrono::milliseconds{span});
  return span;
}
int sleep_long_at_1(int x) { return x == 1 ? sleep_ms(60'000) : x; }
std::vector<int> where(int) {
  const auto here = tandem::current_nesting();
  return {here.level, here.threads};
}
std::vector<int> where_inside(int) {
  return parallel{{.n_jobs = 2}}(std::views::iota(0, 1) | delayed<where>)
      .front();
}
int threads_of_openmp(int) {
  const char* text = std::getenv("OMP_NUM_THREADS");
  return text == nullptr ? -1 : std::atoi(text);
}

/// The text of the exception that `call` throws; empty if it throws none.
template <class Call>
std::string text_thrown_by(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

struct failed_task {
  std::size_t index = 0;
  std::string text{};
  std::exception_ptr thrown{};  ///< by the task
};

/// The task_error that `call` throws.
template <class Call>
failed_task failure_of(const Call& call) {
  failed_task seen;
  try {
    call();
  } catch (const task_error& error) {
    seen.index = error.index();
    seen.text = error.what();
    try {
      std::rethrow_if_nested(error);
    } catch (...) {
      seen.thrown = std::current_exception();
    }
  }
  REQUIRE(seen.thrown != nullptr);
  return seen;
}

}  // namespace

TEST_CASE("results keep the order of the calls, on every backend") {
  for (const auto* backend : all_backends) {
    for (const int jobs : {1, 2, 3}) {
      for (const int count : {0, 1, 2, 7, 100}) {
        auto expected = numbers(count);
        std::ranges::transform(expected, expected.begin(), square);
        for (const auto& batch_size :
             {tandem::batch_size_choice{"auto"}, {1}, {3}, {1000}}) {
          CHECK((parallel{{.n_jobs = jobs,
                           .backend = backend,
                           .batch_size = batch_size}}(
                     numbers(count) | delayed<square>) == expected));
        }
      }
    }
  }
}

TEST_CASE("calls may take several arguments, a tuple, or give nothing") {
  for (const auto* backend : all_backends) {
    const parallel two{{.n_jobs = 2, .backend = backend}};
    CHECK((two({delayed<repeat>("ab", 2), delayed<repeat>("c", 3)}) ==
           std::vector<std::string>{"abab", "ccc"}));
    const std::vector<std::pair<int, int>> pairs{{1, 2}, {3, 4}};
    CHECK((two(pairs | delayed<sum_of_pair>) == std::vector{3, 7}));
    CHECK(two(numbers(3) | delayed<nothing_of>).size() == 3);
  }
}

TEST_CASE("any range will do: a list, a single pass") {
  const parallel two{{.n_jobs = 2, .backend = "threading"}};
  const std::list<int> linked{1, 2, 3};
  CHECK((two(linked | delayed<square>) == std::vector{1, 4, 9}));
  std::istringstream text{"2 3 4"};
  CHECK((two(std::views::istream<int>(text) | delayed<square>) ==
         std::vector{4, 9, 16}));
}

TEST_CASE("what is wrong is refused when it is made, with what is allowed") {
  CHECK(text_thrown_by([] { parallel{{.n_jobs = 0}}; }) ==
        "n_jobs 0; allowed are whole numbers from 1, and those below 0: -1 is "
        "all CPUs, -2 all but one");
  CHECK(text_thrown_by([] { parallel{{.backend = "lokey"}}; }) ==
        "backend \"lokey\"; allowed are \"loky\", \"multiprocessing\", "
        "\"threading\" and \"sequential\"");
  CHECK(text_thrown_by([] { parallel{{.batch_size = 0}}; }) ==
        "batch_size 0; allowed are \"auto\" and whole numbers from 1");
  CHECK(text_thrown_by([] { parallel{{.batch_size = "large"}}; }) ==
        "batch_size \"large\"; allowed are \"auto\" and whole numbers from 1");
  CHECK_THAT(text_thrown_by(
                 [] { parallel{{.n_jobs = 2, .pre_dispatch = "n_jobs - 2"}}; }),
             tests::contains("n_jobs - 2"));
  CHECK_THAT(text_thrown_by([] { parallel{{.prefer = "thread"}}; }),
             tests::contains("\"thread\"; allowed are \"processes\""));
  CHECK_THAT(text_thrown_by([] { parallel{{.require = "shared"}}; }),
             tests::contains("\"shared\"; allowed are \"sharedmem\""));
  CHECK_THAT(text_thrown_by([] {
               parallel{{.prefer = "processes", .require = "sharedmem"}};
             }),
             tests::contains("processes share no memory"));
  CHECK_THAT(text_thrown_by(
                 [] { parallel{{.backend = "loky", .require = "sharedmem"}}; }),
             tests::contains("LokyBackend with require=sharedmem"));
  CHECK_THAT(text_thrown_by([] { parallel{{.verbose = -1}}; }),
             tests::contains("verbose -1"));
  CHECK_THAT(text_thrown_by([] { parallel{{.timeout = 0s}}; }),
             tests::contains("a timeout of 0 ns"));
}

TEST_CASE("a failed task stops the rest, and says which it is") {
  for (const auto* backend : all_backends) {
    std::atomic<int> drawn{0};
    auto input = std::views::iota(0) | std::views::transform([&](int x) {
                   ++drawn;
                   return x;
                 });
    const auto error = failure_of([&] {  // else it would go on for ever
      parallel{{.n_jobs = 2, .backend = backend, .batch_size = 10}}(
          input | delayed<fails_from_5_on>);
    });
    CHECK(error.index >= 5);  // another may have failed first
    CHECK(error.text.starts_with("task " + std::to_string(error.index)));
    CHECK_THROWS_AS(std::rethrow_exception(error.thrown), std::domain_error);
    CHECK(drawn <= 60);
  }
}

TEST_CASE("every outcome is there, if that is asked for") {
  for (const auto* backend : all_backends) {
    const auto all = parallel{{.n_jobs = 2, .backend = backend}}.outcomes(
        numbers(10) | delayed<fails_from_5_on>);
    REQUIRE(all.size() == 10);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(all[i].result.has_value() == (i < 5));
      CHECK((all[i].failure != nullptr) == (i >= 5));
    }
  }
}

TEST_CASE("what the input throws comes as it is") {
  for (const auto* backend : all_backends) {
    auto input = std::views::iota(0) | std::views::transform([](int x) {
                   return x < 10 ? x : throw std::range_error{"the input's"};
                 });
    CHECK_THROWS_AS(
        (parallel{{.n_jobs = 2, .backend = backend}}(input | delayed<square>)),
        std::range_error);
  }
}

TEST_CASE("a worker's death is the error of the task that was running") {
  for (const auto* backend : process_backends) {
    const parallel two{{.n_jobs = 2, .backend = backend, .batch_size = 4}};
    const auto error =
        failure_of([&] { two(numbers(20) | delayed<ends_at_3>); });
    CHECK(error.index == 3);
    CHECK_THROWS_AS(std::rethrow_exception(error.thrown), tandem::worker_died);
    // The next call goes well, and so do the other tasks of such a one.
    CHECK(two(numbers(20) | delayed<square>).back() == 361);
    const auto all = two.outcomes(numbers(20) | delayed<ends_at_3>);
    CHECK(std::ranges::count_if(all, [](const auto& one) {
            return one.result.has_value();
          }) == 19);
  }
}

TEST_CASE("kept workers that died meanwhile get no work") {
  tandem::let_workers_go();
  std::size_t batches = 0;
  const parallel seven{{.n_jobs = 7,
                        .backend = "loky",
                        .batch_size = 1,
                        .on_progress = [&](const tandem::schedule_counts& now) {
                          batches = now.batches;
                        }}};
  seven(numbers(1) | delayed<square>);
  const auto workers = tandem::descendants(getpid());
  CHECK(workers.size() == 7);
  for (const auto& worker : workers) {
    kill(worker.pid, SIGKILL);
    siginfo_t seen{};
    waitid(P_PID, static_cast<id_t>(worker.pid), &seen, WEXITED | WNOWAIT);
  }
  CHECK(seven(numbers(20) | delayed<square>).back() == 361);
  CHECK(batches == 20);
  tandem::let_workers_go();
}

TEST_CASE("a task that is late is ended where it can be") {
  for (const auto* backend : process_backends) {
    const parallel two{
        {.n_jobs = 2, .backend = backend, .batch_size = 3, .timeout = 2s}};
    const auto all = two.outcomes(numbers(6) | delayed<sleep_long_at_1>);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(all[i].result.has_value() == (i != 1));
    }
    REQUIRE(all[1].failure != nullptr);
    const auto error =
        failure_of([&] { std::rethrow_exception(all[1].failure); });
    CHECK_THAT(error.text, tests::contains("longer than 2 s"));
    CHECK_THROWS_AS(std::rethrow_exception(error.thrown), timed_out);
  }
}

namespace {

/// Large, and slow to read.
struct slow_to_read {
  std::vector<char> bytes{};
  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& bytes;
    if constexpr (Archive::is_loading::value) {
      std::this_thread::sleep_for(1100ms);
    }
  }
};
slow_to_read large_result(int) {
  return {std::vector<char>(std::size_t{1} << 17U)};
}

}  // namespace

TEST_CASE("a task whose result waits to be read is not late") {
  for (const auto* backend : process_backends) {
    const parallel two{
        {.n_jobs = 2, .backend = backend, .batch_size = 3, .timeout = 1s}};
    CHECK(two(numbers(3) | delayed<large_result>).size() == 3);
  }
}

TEST_CASE("on threads a late task ends first, and has failed then") {
  const parallel two{{.n_jobs = 2, .backend = "threading", .timeout = 1ms}};
  const auto error =
      failure_of([&] { two(std::vector{50} | delayed<sleep_ms>); });
  CHECK_THROWS_AS(std::rethrow_exception(error.thrown), timed_out);
}

TEST_CASE("a deadline is for all calls together") {
  for (const auto* backend : all_backends) {
    const parallel two{{.n_jobs = 2, .backend = backend, .deadline = 50ms}};
    CHECK_THROWS_AS(two(std::vector<int>(100, 20) | delayed<sleep_ms>),
                    timed_out);
  }
}

TEST_CASE("loky's workers are kept, multiprocessing's are new each time") {
  const auto workers = [](const char* backend) {
    const auto pids =
        parallel{{.n_jobs = 2, .backend = backend, .batch_size = 1}}(
            numbers(200) | delayed<who>);
    return std::set<pid_t>(pids.begin(), pids.end());
  };
  tandem::let_workers_go();
  auto first = workers("loky");
  first.merge(workers("loky"));
  CHECK(first.size() <= 2);
  CHECK(tandem::let_workers_go() == 2);
  CHECK(tandem::let_workers_go() == 0);
  const auto forked = workers("multiprocessing");
  for (const auto pid : workers("multiprocessing")) {
    CHECK_FALSE(forked.contains(pid));
  }
}

TEST_CASE("a generator gives results in order, or as they come") {
  for (const auto* backend : all_backends) {
    const parallel two{{.n_jobs = 2, .backend = backend}};
    std::vector<int> in_order;
    for (const int result : two.generator(numbers(50) | delayed<square>)) {
      in_order.push_back(result);
    }
    CHECK((in_order == two(numbers(50) | delayed<square>)));
    std::vector<int> as_they_come;
    for (const int result :
         two.generator_unordered(numbers(50) | delayed<square>)) {
      as_they_come.push_back(result);
    }
    std::ranges::sort(as_they_come);
    CHECK(as_they_come == in_order);
  }
}

TEST_CASE("an endless input may be read, no further ahead than allowed") {
  for (const auto* backend : all_backends) {
    std::atomic<int> drawn{0};
    auto input = std::views::iota(0) | std::views::transform([&](int x) {
                   ++drawn;
                   return x;
                 });
    const parallel two{
        {.n_jobs = 2, .backend = backend, .batch_size = 1, .pre_dispatch = 5}};
    int read = 0;
    for (const int result : two.generator(input | delayed<square>)) {
      CHECK(result == read * read);
      ++read;
      CHECK(drawn <= read + 5);
      if (read == 100) {
        break;
      }
    }
  }
}

TEST_CASE("a generator's batches are as large as was asked, too") {
  for (const auto* backend : all_backends) {
    std::size_t batches = 0;
    const parallel two{{.n_jobs = 2,
                        .backend = backend,
                        .batch_size = 10,
                        .on_progress = [&](const tandem::schedule_counts& now) {
                          batches = now.batches;
                        }}};
    for ([[maybe_unused]] const int result :
         two.generator(numbers(1000) | delayed<square>)) {
      std::this_thread::yield();
    }
    CHECK(batches == 100);
  }
}

TEST_CASE("who leaves a generator early leaves nobody behind") {
  tandem::let_workers_go();
  {
    const parallel two{{.n_jobs = 2, .backend = "multiprocessing"}};
    auto results = two.generator(std::vector<int>(100, 1) | delayed<sleep_ms>);
    CHECK(*results.begin() == 1);
  }
  CHECK(tandem::descendants(getpid()).empty());
}

TEST_CASE("a generator throws where the result is that there is not") {
  for (const auto* backend : all_backends) {
    const parallel two{{.n_jobs = 2, .backend = backend, .batch_size = 1}};
    int read = 0;
    const auto error = failure_of([&] {
      for (const int result :
           two.generator(numbers(100) | delayed<fails_from_5_on>)) {
        CHECK(result == read);
        ++read;
      }
    });
    CHECK(error.index >= 5);  // another may have failed first
    CHECK(read <= 5);
  }
}

namespace {

tandem::rendezvous* meeting = nullptr;
std::atomic<bool> has_met{false};

/// The two last tasks meet, if different threads run them.
int last_two_meet(int x) {
  if (x < 1000) {
    return x;
  }
  meeting->announce();
  has_met = meeting->meet();
  meeting->withdraw();
  return x;
}

}  // namespace

TEST_CASE("what a worker has not begun another takes over, under auto") {
  tandem::rendezvous two{2};
  meeting = &two;
  has_met = false;
  // By then a batch is far larger than two.
  parallel{{.n_jobs = 2, .backend = "threading"}}(numbers(1002) |
                                                  delayed<last_two_meet>);
  CHECK(has_met);
}

TEST_CASE("tasks know how deep they are, and how many threads they may have") {
  const int cpus = tandem::count_cpus().workers();
  const int share = std::max(cpus / 2, 1);
  const auto in = [](const char* backend) {
    return parallel{{.n_jobs = 2, .backend = backend}}(numbers(1) |
                                                       delayed<where>)
        .front();
  };
  CHECK((in("sequential") == std::vector{0, 0}));
  CHECK((in("threading") == std::vector{1, share}));
  CHECK((in("loky") == std::vector{1, share}));
  CHECK((in("multiprocessing") == std::vector{2, share}));
  CHECK(tandem::current_nesting() == tandem::nesting{});
}

TEST_CASE("inside a task, calls have its share of threads") {
  const int cpus = tandem::count_cpus().workers();
  const int share = std::max(cpus / 2, 1);
  const int inner_level = share > 1 ? 2 : 1;  // alone, it is sequential
  for (const auto* backend : {"threading", "loky"}) {
    const auto inside = parallel{{.n_jobs = 2, .backend = backend}}(
                            numbers(1) | delayed<where_inside>)
                            .front();
    CHECK(inside.at(0) == inner_level);
    CHECK(inside.at(1) <= share);
  }
  const auto openmp = parallel{{.n_jobs = 2, .backend = "loky"}}(
      numbers(1) | delayed<threads_of_openmp>);
  CHECK(openmp.front() == share);
}

TEST_CASE("a scope chooses for calls that do not, in its thread only") {
  const auto backend_of = [](const parallel& call) {
    return call(numbers(2) | delayed<where>).front().front();
  };
  {
    const parallel_config scope{{.backend = "multiprocessing", .n_jobs = 2}};
    CHECK(backend_of(parallel{}) == 2);
    CHECK(backend_of(parallel{{.backend = "threading"}}) == 1);
    CHECK(backend_of(parallel{{.require = "sharedmem"}}) == 1);
    std::thread{[] {
      CHECK(parallel_config::current().backend.get() == nullptr);
    }}.join();
    try {
      const parallel_config inner{{.backend = "threading"}};
      CHECK(backend_of(parallel{}) == 1);
      throw std::runtime_error{"on purpose"};
    } catch (const std::runtime_error&) {
      CHECK(backend_of(parallel{}) == 2);
    }
    CHECK_THROWS_AS((parallel_config{{.n_jobs = 0}}), std::invalid_argument);
  }
  CHECK(parallel_config::current().backend.get() == nullptr);
}

namespace {

/// Makes the calls in this thread, and counts the batches.
class counting_backend : public tandem::backend {
 public:
  [[nodiscard]] std::string name() const override { return "CountingBackend"; }
  [[nodiscard]] bool shares_memory() const override { return true; }
  std::shared_ptr<tandem::crew> hire(int) override {
    class here : public tandem::crew {
     public:
      explicit here(std::atomic<int>& batches) : batches_{batches} {}
      void run(tandem::running_batch& batch) override {
        ++batches_;
        while (batch.make_next()) {
        }
      }

     private:
      std::atomic<int>& batches_;
    };
    return std::make_shared<here>(batches);
  }
  std::atomic<int> batches{0};
};

}  // namespace

TEST_CASE("a program may have a backend of its own") {
  const auto own = std::make_shared<counting_backend>();
  const auto results = parallel{{.n_jobs = 2, .backend = own, .batch_size = 3}}(
      numbers(10) | delayed<square>);
  CHECK(results.back() == 81);
  CHECK(own->batches == 4);  // ceil(10 / 3)
}

TEST_CASE("who asks is told after each batch how far it is, each once") {
  constexpr int rounds = 200;  // one batch may end while another is told of
  std::size_t wrong = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::size_t> done;
    parallel{{.n_jobs = 2,
              .backend = "threading",
              .batch_size = 10,
              .on_progress = [&](const tandem::schedule_counts& now) {
                done.push_back(now.done);
              }}}(numbers(40) | delayed<square>);
    wrong += done != std::vector<std::size_t>{10, 20, 30, 40} ? 1 : 0;
  }
  CHECK(wrong == 0);
}

TEST_CASE("Ctrl-C ends a running call, with one message") {
  for (const auto* backend : all_backends) {
    auto words = tandem::make_pipe();
    const pid_t child = fork();
    if (child == 0) {
      dup2(words.write.get(), STDERR_FILENO);
      std::signal(SIGINT, SIG_DFL);
      parallel{{.n_jobs = 2, .backend = backend, .on_progress = [](auto) {
                  static std::atomic<int> calls{0};
                  if (++calls == 2) {
                    kill(getpid(), SIGINT);
                  }
                }}}(std::vector<int>(100, 20) | delayed<sleep_ms>);
      _exit(0);
    }
    words.write.close();
    std::string said(1000, ' ');
    std::size_t size = 0;
    for (ssize_t got = 1; got > 0 && size < said.size();
         size += static_cast<std::size_t>(got)) {
      got = read(words.read.get(), said.data() + size, said.size() - size);
    }
    said.resize(size);
    const auto status = tandem::wait_for_child(child);
    REQUIRE(status.has_value());
    CHECK(tandem::to_text(tandem::ending_of(status.value_or(0))) ==
          "was ended by SIGINT");
    CHECK(said == "interrupted: the calls that were running are ended\n");
  }
}

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include "accidents.hpp"
#include "common/workers/child_process.hpp"
#include "experiment.hpp"
#include "scratch_folder.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using caching_results::evidence;
using caching_results::scratch_folder;
using tandem::verdict;
using ids = std::set<std::string>;

/// Evidence in which every claim holds.
evidence good() {
  evidence seen;
  seen.alphas = {1, 2};
  seen.first.computed = 2;
  seen.new_code.computed = 2;
  seen.crashed = {.deaths = 2, .in_mid_write = 1, .asked = 16};
  seen.resumed = {.steps = 6,
                  .dies_in = 3,
                  .ending = "was ended by SIGKILL",
                  .first_computed = 4,
                  .then_computed = 3};
  return seen;
}

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, caching_results::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = caching_results::measure(true, 2, tandem::scale::quick);
  tests::require_no_violation(caching_results::claims(seen));
  CHECK(seen.first.computed == 5);
  CHECK(seen.new_code.computed == 5);
  CHECK(seen.resumed.first_computed == 4);
  CHECK(seen.resumed.then_computed == 3);
  CHECK(seen.resumed.ending == "was ended by SIGKILL");
  CHECK(caching_results::prediction().right(seen) == 1);
}

TEST_CASE("one worker will do, and so will more than there are calls") {
  for (const int workers : {1, 7}) {
    const auto seen =
        caching_results::measure(true, workers, tandem::scale::quick);
    tests::require_no_violation(caching_results::claims(seen));
  }
}

TEST_CASE("a key without the arguments gives other calls' results") {
  const auto seen = caching_results::measure(false, 2, tandem::scale::quick);
  CHECK(ids_of(verdict::violated, seen) == ids{"results_are_the_calls_own",
                                               "crash_harms_nothing",
                                               "resumes_where_it_stopped"});
  CHECK_FALSE(caching_results::prediction().right(seen));
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 6);
  for (const auto which : {&evidence::first, &evidence::again,
                           &evidence::elsewhere, &evidence::new_code}) {
    CHECK(violated_after([&](evidence& seen) { (seen.*which).wrong = 1; }) ==
          ids{"results_are_the_calls_own"});
  }
  CHECK(violated_after([](evidence& seen) { seen.again.computed = 1; }) ==
        ids{"second_call_computes_nothing"});
  CHECK(violated_after([](evidence& seen) { seen.elsewhere.computed = 1; }) ==
        ids{"new_process_finds_it"});
  CHECK(violated_after([](evidence& seen) { seen.new_code.from_before = 1; }) ==
        ids{"new_code_clears_it"});
  CHECK(violated_after([](evidence& seen) { seen.crashed.wrong = 1; }) ==
        ids{"crash_harms_nothing"});
  CHECK(violated_after([](evidence& seen) { seen.crashed.lost = 1; }) ==
        ids{"crash_harms_nothing"});
  CHECK(violated_after([](evidence& seen) { seen.resumed.not_once = 1; }) ==
        ids{"resumes_where_it_stopped"});
  CHECK(violated_after([](evidence& seen) { seen.resumed.wrong = 1; }) ==
        ids{"resumes_where_it_stopped"});
}

TEST_CASE("where nobody died, nothing is proven") {
  auto seen = good();
  seen.crashed.in_mid_write = 0;
  seen.resumed.ending = "";
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"crash_harms_nothing", "resumes_where_it_stopped"});
}

TEST_CASE("where nothing can be kept, nothing is proven of what is") {
  auto seen = good();
  seen.not_kept = "No space left on device";
  seen.again.computed = 2;
  seen.elsewhere.computed = 2;
  seen.resumed.not_once = 3;
  seen.crashed.not_kept = "No space left on device";
  seen.crashed.lost = 1;
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"second_call_computes_nothing", "new_process_finds_it",
            "crash_harms_nothing", "resumes_where_it_stopped"});
  // What is wrong is wrong.
  seen.crashed.wrong = 1;
  seen.resumed.wrong = 1;
  CHECK(ids_of(verdict::violated, seen) ==
        ids{"crash_harms_nothing", "resumes_where_it_stopped"});
}

TEST_CASE("why a file cannot be kept is found out") {
  const scratch_folder place;
  CHECK(caching_results::why_not_kept(place.path(), 1'000'000).empty());
  CHECK(std::filesystem::is_empty(place.path()));
  CHECK(caching_results::why_not_kept(place.path() / "none", 1) ==
        "No such file or directory");
  // A limit on files acts as a full disk does.
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  auto small = before;
  small.rlim_cur = 100'000;
  setrlimit(RLIMIT_FSIZE, &small);
  const auto why = caching_results::why_not_kept(place.path(), 1'000'000);
  setrlimit(RLIMIT_FSIZE, &before);
  CHECK(why == "File too large");
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(caching_results::prediction().right(seen) == 1);
  seen.resumed.then_computed = 6;
  CHECK(caching_results::prediction().right(seen) == 3);
}

TEST_CASE("a scratch folder goes with its object") {
  std::filesystem::path path;
  {
    const scratch_folder place;
    path = place.path();
    std::filesystem::create_directories(path / "a" / "b");
    CHECK(std::filesystem::exists(path / "a" / "b"));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a scratch folder goes with its process, however that ends") {
  for (const int number : {SIGINT, SIGTERM, SIGKILL}) {
    auto ends = tandem::make_pipe();
    const auto child = fork();
    if (child == 0) {
      const scratch_folder place;
      const auto name = place.path().string();
      [[maybe_unused]] const auto wrote =
          write(ends.write.get(), name.data(), name.size());
      std::signal(number, SIG_DFL);
      kill(getpid(), number);
      _exit(0);
    }
    ends.write.close();
    std::string path(4'096, '\0');
    const auto size = read(ends.read.get(), path.data(), path.size());
    REQUIRE(size > 0);
    path.resize(static_cast<std::size_t>(size));
    CHECK(WTERMSIG(tandem::wait_for_child(child).value()) == number);
    // The cleaner is no child of ours: it is done when the folder is gone.
    for (int i = 0; i < 1'000 && std::filesystem::exists(path); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    CHECK_FALSE(std::filesystem::exists(path));
  }
}

TEST_CASE("a scratch folder goes though a signal comes while it is made") {
  const scratch_folder around;
  const auto temporary = around.path().string();
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const auto child = fork();
    if (child == 0) {
      static int between_folder_and_cleaner = 0;
      between_folder_and_cleaner = number;
      std::signal(number, SIG_DFL);
      setenv("TMPDIR", temporary.c_str(), 1);
      pthread_atfork([] { raise(between_folder_and_cleaner); }, nullptr,
                     nullptr);
      const scratch_folder place;
      _exit(0);
    }
    CHECK(WTERMSIG(tandem::wait_for_child(child).value()) == number);
    for (int n = 0; n < 1'000 && !std::filesystem::is_empty(temporary); ++n) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    CHECK(std::filesystem::is_empty(temporary));
  }
}

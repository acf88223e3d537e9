#include "common/caching/memory.hpp"

#include <atomic>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/common/scratch_folder.hpp"

namespace {

using tandem::memory;

std::atomic<int> calls = 0;

double scaled(double x, int by) {
  ++calls;
  return x * by;
}
std::vector<double> repeated(double x, std::size_t count) {
  ++calls;
  std::vector<double> all(count, x);
  return all;
}
std::map<std::string, int> lengths(const std::vector<std::string>& words) {
  ++calls;
  std::map<std::string, int> all;
  for (const auto& word : words) {
    all[word] = static_cast<int>(word.size());
  }
  return all;
}
int middle(int, int of_three, int) {
  ++calls;
  return of_three;
}
void note(int) noexcept { ++calls; }
int answer() {
  ++calls;
  return 42;
}
int choosy(int x) {
  ++calls;
  if (x < 0) {
    throw std::invalid_argument{"negative"};
  }
  if (x == 0) {
    throw 0;  // NOLINT(hicpp-exception-baseclass): as a careless user does
  }
  return x;
}
const std::string& shared_text(int) {
  static const std::string text = "kept by value";
  return text;
}
/// Asks for itself, as a recursion by way of the store would.
tandem::memory* own_store = nullptr;
int fibonacci(int n) {
  ++calls;
  const auto kept = own_store->cache<fibonacci>();
  return n < 2 ? n : kept(n - 1) + kept(n - 2);
}
int asks_itself(int n) {
  ++calls;
  static thread_local bool inside = false;
  if (inside) {
    return n;
  }
  inside = true;
  const int result = own_store->cache<asks_itself>()(n);
  inside = false;
  return result;
}

/// How many calls were made meanwhile.
int calls_in(const std::function<void()>& action) {
  const int before = calls;
  action();
  return calls - before;
}

}  // namespace

TEST_CASE("a call that was made once is not made again") {
  const tests::scratch_folder folder;
  const memory store{folder.path() / "cache"};
  const auto kept = store.cache<scaled>();
  CHECK(calls_in([&] { CHECK(kept(1.5, 2) == 3); }) == 1);
  CHECK(calls_in([&] { CHECK(kept(1.5, 2) == 3); }) == 0);
  CHECK(calls_in([&] { CHECK(kept(1.5, 3) == 4.5); }) == 1);
  const auto copy = kept;
  CHECK(calls_in([&] { CHECK(copy(1.5, 3) == 4.5); }) == 0);
  const memory again{folder.path() / "cache"};
  CHECK(calls_in([&] { CHECK(again.cache<scaled>()(1.5, 2) == 3); }) == 0);
}

TEST_CASE("arguments and results of all kinds") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto twice = [&](const auto& kept, const auto& expected,
                         const auto&... arguments) {
    CHECK(calls_in([&] {
            CHECK(kept(arguments...) == expected);
            CHECK(kept(arguments...) == expected);
          }) == 1);
  };
  twice(store.cache<repeated>(), std::vector<double>(100'000, 2.5), 2.5,
        std::size_t{100'000});
  twice(store.cache<lengths>(), std::map<std::string, int>{{"one", 3}},
        std::vector<std::string>{"one"});
  twice(store.cache<answer>(), 42);
  const auto noted = store.cache<note>();
  CHECK(calls_in([&] {
          noted(1);
          noted(1);
          noted(2);
        }) == 2);
  const auto text = store.cache<shared_text>();
  CHECK(text(1) == "kept by value");
  CHECK(text(1) == "kept by value");
}

TEST_CASE("an argument that is moved in is not gone before the key is made") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<lengths>();
  CHECK(calls_in([&] {
          kept(std::vector<std::string>{"a", "bc"});
          CHECK(kept({"a", "bc"}).at("bc") == 2);
        }) == 1);
}

TEST_CASE("without a location nothing is kept, and nothing is written") {
  const auto kept = memory{""}.cache<scaled>();
  CHECK(calls_in([&] {
          CHECK(kept(1, 2) == 2);
          CHECK(kept(1, 2) == 2);
          CHECK(kept.call(1, 2) == 2);
        }) == 3);
  CHECK_FALSE(kept.check_call_in_cache(1, 2));
  kept.clear();
  memory{""}.clear();
  memory{""}.reduce_size({.items = 0});
}

TEST_CASE("a store that is only looked at makes no folder") {
  const tests::scratch_folder folder;
  const memory store{folder.path() / "cache"};
  const auto kept = store.cache<scaled>();
  CHECK_FALSE(kept.check_call_in_cache(1, 2));
  kept.clear();
  store.clear();
  store.reduce_size({.items = 0});
  CHECK_FALSE(exists(folder.path() / "cache"));
}

TEST_CASE("arguments that do not matter are left out") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto kept = store.cache<scaled>({.ignore = {1}});
  CHECK(calls_in([&] {
          CHECK(kept(1, 2) == 2);
          CHECK(kept(1, 3) == 2);
          CHECK(kept(2, 3) == 6);
        }) == 2);
  CHECK_THROWS_WITH(store.cache<scaled>({.ignore = {2}}),
                    "ignore names argument 2; the function has 2, counted "
                    "from 0");
}

TEST_CASE("which arguments are left out belongs to what a result is found by") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto without_first = store.cache<middle>({.ignore = {0}});
  const auto without_last = store.cache<middle>({.ignore = {2}});
  CHECK(without_first(0, 1, 2) == 1);
  CHECK(without_last(1, 2, 0) == 2);
  const auto without_both = store.cache<middle>({.ignore = {0, 2}});
  CHECK(without_both(0, 7, 0) == 7);
  const auto said_otherwise = store.cache<middle>({.ignore = {2, 0, 2}});
  CHECK(calls_in([&] { CHECK(said_otherwise(1, 7, 1) == 7); }) == 0);
}

TEST_CASE("whether a call is kept can be asked, and a new call be forced") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<scaled>();
  CHECK_FALSE(kept.check_call_in_cache(1, 2));
  kept(1, 2);
  CHECK(kept.check_call_in_cache(1, 2));
  CHECK_FALSE(kept.check_call_in_cache(2, 2));
  CHECK(calls_in([&] { CHECK(kept.call(1, 2) == 2); }) == 1);
  CHECK(calls_in([&] { CHECK(kept.call(2, 2) == 4); }) == 1);
  CHECK(calls_in([&] { CHECK(kept(2, 2) == 4); }) == 0);
}

TEST_CASE("a store whose first call is forced keeps it for others") {
  const tests::scratch_folder folder;
  memory{folder.path()}.cache<scaled>().call(1, 2);
  const auto kept = memory{folder.path()}.cache<scaled>();
  CHECK(kept.check_call_in_cache(1, 2));
  CHECK(calls_in([&] { CHECK(kept(1, 2) == 2); }) == 0);
}

TEST_CASE("an exception is not kept, and the next call goes ahead") {
  const tests::scratch_folder folder;
  const auto kept = memory{folder.path()}.cache<choosy>();
  CHECK(calls_in([&] {
          CHECK_THROWS_AS(kept(-1), std::invalid_argument);
          CHECK_THROWS_AS(kept(-1), std::invalid_argument);
          CHECK_THROWS_AS(kept(0), int);
          CHECK_THROWS_AS(kept.call(0), int);
        }) == 4);
  CHECK_FALSE(kept.check_call_in_cache(-1));
  CHECK(folder.files_called("output.bin").empty());
}

TEST_CASE("a result that is too old is computed again") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  store.cache<scaled>()(1, 2);
  const auto young =
      store.cache<scaled>({.expires_after = std::chrono::hours{1}});
  CHECK(calls_in([&] { young(1, 2); }) == 0);
  for (const auto never : {std::chrono::seconds::max(),
                           std::chrono::seconds{std::chrono::years{300}}}) {
    const auto kept = store.cache<scaled>({.expires_after = never});
    CHECK(calls_in([&] { kept(1, 2); }) == 0);
  }
  // A negative span is over at once, so that nobody has to sleep.
  const auto old =
      store.cache<scaled>({.expires_after = std::chrono::seconds{-10}});
  CHECK_FALSE(old.check_call_in_cache(1, 2));
  CHECK(calls_in([&] { old(1, 2); }) == 1);
}

TEST_CASE("a function may call itself by way of the store") {
  const tests::scratch_folder folder;
  memory store{folder.path()};
  own_store = &store;
  CHECK(calls_in([&] { CHECK(fibonacci(20) == 6'765); }) == 21);
  CHECK(calls_in([&] { CHECK(store.cache<fibonacci>()(20) == 6'765); }) == 1);
  CHECK(calls_in([&] { CHECK(store.cache<asks_itself>()(1) == 1); }) == 2);
}

TEST_CASE("an explicit version takes the place of the code's own") {
  const tests::scratch_folder folder;
  const memory store{folder.path()};
  const auto with_version = [&](const std::string& version) {
    return store.cache<scaled>({.version = version});
  };
  CHECK(calls_in([&] { with_version("1")(1, 2); }) == 1);
  CHECK(calls_in([&] { with_version("1")(1, 2); }) == 0);
  CHECK(calls_in([&] { with_version("2")(3, 2); }) == 1);
  CHECK(folder.files_called("output.bin").size() == 1);
  CHECK(calls_in([&] { with_version("1")(1, 2); }) == 1);
}

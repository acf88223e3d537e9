// What pools do with their input, and when it goes.
#include <atomic>
#include <chrono>
#include <concepts>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "tests/common/each_pool.hpp"

namespace {

using namespace std::chrono_literals;
using tandem::task_error;
using tandem::thread_pool;
using tandem::worker_pool;
using tests::on_each_pool;
using tests::text_of;

int square(int x) { return x * x; }

/// Numbers, with something that lives as long as this input does.
auto numbers_with(std::shared_ptr<int> guest, int count) {
  return std::views::iota(0, count) |
         std::views::transform([guest = std::move(guest)](int x) { return x; });
}

/// Results that are counted, wherever they are.
std::atomic<int> alive{0};
class counted {
 public:
  counted() { ++alive; }
  counted(const counted&) { ++alive; }
  counted(counted&&) noexcept { ++alive; }
  counted& operator=(const counted&) = default;
  counted& operator=(counted&&) = default;
  ~counted() { --alive; }
  template <class Archive>
  void serialize(Archive& /*archive*/, unsigned /*version*/) {}
};
counted make_counted(int) { return {}; }

// What tasks on threads share with the test.
thread_pool* used = nullptr;  // NOLINT(*-avoid-non-const-global-variables)
std::atomic<int> goodbyes{0};
std::atomic<bool> may_end{false};
std::atomic<bool> has_thrown{false};
void set(std::atomic<bool>& flag) {
  flag = true;
  flag.notify_all();
}
void say_goodbye(int) {
  ++goodbyes;
  goodbyes.notify_all();
}

/// A result that gives the pool a call when it goes.
class guest_with_a_wish {
 public:
  guest_with_a_wish() = default;
  guest_with_a_wish(const guest_with_a_wish&) = delete;
  guest_with_a_wish& operator=(const guest_with_a_wish&) = delete;
  guest_with_a_wish(guest_with_a_wish&& other) noexcept
      : wishes{std::exchange(other.wishes, false)} {}
  guest_with_a_wish& operator=(guest_with_a_wish&& other) noexcept {
    std::swap(wishes, other.wishes);
    return *this;
  }
  ~guest_with_a_wish() {
    if (wishes) {
      (void)used->apply_async<say_goodbye>(0);
    }
  }
  template <class Archive>
  void serialize(Archive& archive, unsigned /*version*/) {
    archive& wishes;
  }
  bool wishes = false;
};
guest_with_a_wish make_guest(int) {
  may_end.wait(false);
  guest_with_a_wish made;
  made.wishes = true;
  return made;
}

int fail_at_1_late(int x) {
  if (x == 0) {
    has_thrown.wait(false);
    std::this_thread::sleep_for(5ms);  // so that whoever drew goes on first
  }
  if (x == 1) {
    throw std::domain_error{"task 1"};
  }
  return x;
}

}  // namespace

static_assert(std::ranges::viewable_range<tandem::imap_range<square>>);
static_assert(std::movable<tandem::imap_range<square>>);

TEST_CASE("an imap that is left early leaves nothing behind") {
  on_each_pool(2, [](worker_pool& workers) {
    auto guest = std::make_shared<int>(0);
    const std::weak_ptr<int> input = guest;
    {
      auto results =
          workers.imap<square>(numbers_with(std::move(guest), 1'000));
      CHECK(*results.begin() == 0);
      CHECK_FALSE(input.expired());
    }
    CHECK(input.expired());
  });
  {
    thread_pool workers{2};
    {
      auto results = workers.imap<make_counted>(std::views::iota(0), 5);
      (void)results.begin();
    }
    auto terminated = workers.imap<make_counted>(std::views::iota(0), 5);
    (void)terminated.begin();
    workers.terminate();
  }
  CHECK(alive == 0);
}

TEST_CASE("the input of map is gone when map returns") {
  const auto look = [](worker_pool& workers) {
    auto guest = std::make_shared<int>(0);
    const std::weak_ptr<int> input = guest;
    workers.map<square>(numbers_with(std::move(guest), 4), 1);
    REQUIRE(input.expired());
  };
  on_each_pool(2, look);
  thread_pool workers{2};
  for (int round = 0; round < 2'000; ++round) {
    look(workers);
  }
}

TEST_CASE("what a pool's thread destroys may use the pool") {
  goodbyes = 0;
  may_end = false;
  thread_pool workers{1};
  used = &workers;
  (void)workers.apply_async<make_guest>(0);
  set(may_end);  // its result is the thread's own now
  goodbyes.wait(0);
  CHECK(goodbyes == 1);
}

TEST_CASE("an imap that reads another may be left") {
  on_each_pool(2, [](worker_pool& workers) {
    for (int round = 0; round < 20; ++round) {
      const auto first = std::make_shared<tandem::imap_range<square>>(
          workers.imap<square>(std::views::iota(0)));
      auto second = workers.imap<square>(
          std::views::iota(0) |
          std::views::transform([first, at = first->begin()](int) mutable {
            const int x = *at;
            ++at;
            return x;
          }));
      CHECK(*second.begin() == 0);
    }
  });
}

TEST_CASE("an imap may be given another's place") {
  on_each_pool(2, [](worker_pool& workers) {
    auto guest = std::make_shared<int>(0);
    const std::weak_ptr<int> input = guest;
    auto results = workers.imap<square>(numbers_with(std::move(guest), 1'000));
    CHECK(*results.begin() == 0);
    results = workers.imap<square>(numbers_with(std::make_shared<int>(0), 3));
    CHECK(input.expired());
    int at = 0;
    for (const int x : std::move(results) | std::views::all) {
      CHECK(x == at * at);
      ++at;
    }
    CHECK(at == 3);
  });
}

TEST_CASE("a task that failed before its input did is what a loop meets") {
  has_thrown = false;
  thread_pool workers{2};
  CHECK_THAT(text_of<task_error>([&] {
               workers.map<fail_at_1_late>(
                   std::views::iota(0, 8) | std::views::transform([](int x) {
                     if (x == 5) {
                       set(has_thrown);
                       throw std::out_of_range{"no more input"};
                     }
                     return x;
                   }),
                   2);
             }),
             tests::contains("task 1"));
}

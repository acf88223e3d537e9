#include "common/workers/drawn_calls.hpp"

#include <atomic>
#include <cstddef>
#include <memory>
#include <ranges>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/workers/parallel.hpp"
#include "tests/catch.hpp"

namespace {

using tandem::delayed;
using tandem::drawn_calls;

int square(int x) { return x * x; }
std::atomic<int> alive{0};

/// An argument that is counted while it lives.
struct counted {
  counted() { ++alive; }
  counted(const counted&) { ++alive; }
  counted(counted&&) noexcept { ++alive; }
  counted& operator=(const counted&) = default;
  counted& operator=(counted&&) = default;
  ~counted() { --alive; }

  template <class Archive>
  void serialize(Archive&, unsigned) {}
};
int number_of(const counted&) { return 1; }
int fails(const counted&) { throw std::runtime_error{"no"}; }

/// A place for calls of a view.
template <class View>
std::shared_ptr<tandem::call_storage> place_for(View calls, std::size_t room) {
  return std::make_shared<drawn_calls<View>>(
      std::make_shared<tandem::call_stream<View>>(std::move(calls)), 0, room);
}

}  // namespace

TEST_CASE("calls are drawn when they are asked for, and no sooner") {
  std::istringstream input{"1 2 3 4 5"};
  auto numbers = std::views::istream<int>(input);
  const auto calls = place_for(std::views::all(numbers) | delayed<square>, 8);
  CHECK(calls->size() == 0);
  CHECK(calls->draw(2) == 2);
  CHECK(calls->size() == 2);
  CHECK(calls->room() == 6);
  int next = 0;
  input >> next;
  CHECK(next == 3);  // it was left where it was
  CHECK(calls->draw(6) == 2);
  CHECK(calls->draw(1) == 0);
}

TEST_CASE("a place without limit takes all there are") {
  const auto calls = place_for(std::views::iota(0, 1'000) | delayed<square>,
                               tandem::all_of_them);
  CHECK(calls->draw(tandem::all_of_them) == 1'000);
  calls->make(999);
  CHECK(calls->size() == 1'000);
}

TEST_CASE("an argument goes when its call is done") {
  const auto items = std::views::iota(0, 10) |
                     std::views::transform([](int) { return counted{}; });
  const auto calls = place_for(items | delayed<number_of>, 10);
  calls->draw(10);
  CHECK(alive == 10);
  calls->make(3);
  CHECK(alive == 9);
  calls->fail(4, std::make_exception_ptr(std::runtime_error{"no"}));
  CHECK(alive == 9);  // somebody may still be sending it
  calls->forget(4);
  CHECK(alive == 8);
}

TEST_CASE("what the input throws ends the drawing") {
  const auto items = std::views::iota(0, 10) | std::views::transform([](int x) {
                       return x < 3 ? x : throw std::out_of_range{"3"};
                     });
  const auto calls = place_for(items | delayed<square>, 10);
  CHECK(calls->draw(3) == 3);
  CHECK_THROWS_AS(calls->draw(1), std::out_of_range);
}

TEST_CASE("batches are whole, whatever may be drawn ahead") {
  for (const auto* const ahead : {"1", "n_jobs", "7", "all"}) {
    std::size_t batches = 0;
    const tandem::parallel run{
        {.n_jobs = 2,
         .backend = "threading",
         .batch_size = 3,
         .pre_dispatch = ahead,
         .on_progress = [&](const auto& now) { batches = now.batches; }}};
    int next = 0;
    for (const int result :
         run.generator(std::views::iota(0, 100) | delayed<square>)) {
      CHECK(result == next * next);
      ++next;
    }
    CHECK(next == 100);
    CHECK(batches == 34);
    run(std::views::iota(0, 100) | delayed<square>);
    CHECK(batches == 34);
  }
}

TEST_CASE("calls that fail leave nothing behind, nor those after them") {
  const tandem::parallel run{{.n_jobs = 2, .backend = "threading"}};
  const auto items = std::views::iota(0, 50) |
                     std::views::transform([](int) { return counted{}; });
  CHECK_THROWS_AS(run(items | delayed<fails>), tandem::task_error);
  CHECK(alive == 0);
  CHECK(run(items | delayed<number_of>) == std::vector<int>(50, 1));
  CHECK(alive == 0);
}

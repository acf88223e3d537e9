#include "common/timing/fake_machine.hpp"

#include <array>

#include "tests/catch.hpp"

namespace {

using std::chrono::milliseconds;

/// By how many ms each clock moves: real time, monotonic, coarse, process,
/// thread.
using moves = std::array<std::chrono::milliseconds::rep, 5>;

template <class Event>
moves moved_by(Event event) {
  tandem::fake_machine machine;
  const auto clocks = machine.clocks();
  const std::array all{&clocks.real_time, &clocks.monotonic, &clocks.coarse,
                       &clocks.process_cpu, &clocks.thread_cpu};
  std::array<std::chrono::nanoseconds, 5> before{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    before.at(i) = all.at(i)->now();
  }
  event(machine);
  moves moved{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    moved.at(i) = std::chrono::duration_cast<milliseconds>(all.at(i)->now() -
                                                           before.at(i))
                      .count();
  }
  return moved;
}

}  // namespace

TEST_CASE("what happens on a fake machine moves the clocks that count it") {
  CHECK(moved_by([](auto& m) { m.sleep(milliseconds{6}); }) ==
        moves{6, 6, 4, 0, 0});
  CHECK(moved_by([](auto& m) { m.compute(milliseconds{6}); }) ==
        moves{6, 6, 4, 6, 6});
  CHECK(moved_by([](auto& m) { m.compute_elsewhere(milliseconds{6}); }) ==
        moves{6, 6, 4, 6, 0});
  CHECK(moved_by([](auto& m) { m.compute_elsewhere(milliseconds{6}, 2); }) ==
        moves{6, 6, 4, 12, 0});
  CHECK(moved_by([](auto& m) { m.set_date(milliseconds{-6}); }) ==
        moves{-6, 0, 0, 0, 0});
}

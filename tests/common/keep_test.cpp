#include <string>
#include <vector>

#include "common/teaching/judging.hpp"
#include "common/timing/work.hpp"
#include "tests/catch.hpp"

namespace {

/// Each value hangs on the one before, and no formula is known for it: to
/// compute the last one is to take every step.
std::uint64_t chaos(std::int64_t steps) {
  std::uint64_t state = 1;
  for (std::int64_t i = 0; i < steps; ++i) {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
  }
  return state;
}

/// 100 times the steps: 1/100 of the cost if they are taken, about 1 if not.
template <class Loop>
tandem::verdict grows(Loop loop) {
  const auto cost_of = [=](std::int64_t steps) {
    return [=] { return tandem::measure_cpu([=] { loop(steps); }); };
  };
  return tandem::cheaper("grows", "", 0.1, cost_of(20'000), cost_of(2'000'000))
      .is;
}

struct three_bytes {
  char bytes[3];
};
enum class colour { red };

}  // namespace

TEST_CASE("what is kept has been computed") {
  CHECK(grows([](std::int64_t steps) { tandem::keep(chaos(steps)); }) !=
        tandem::verdict::violated);
}

TEST_CASE("what a kept object holds, or points to, has been computed") {
  CHECK(grows([](std::int64_t steps) {
          std::vector<std::uint64_t> numbers(3);
          numbers[1] = chaos(steps);
          tandem::keep(numbers);
        }) != tandem::verdict::violated);
  CHECK(grows([](std::int64_t steps) {
          const auto number = chaos(steps);
          tandem::keep(&number);
        }) != tandem::verdict::violated);
}

TEST_CASE("keeping changes nothing, whatever the type") {
  const std::string text = "kept";
  const int numbers[]{1, 2, 3};
  const double half = 0.5;
  tandem::keep(text);
  tandem::keep(numbers);
  tandem::keep(half);
  tandem::keep(0.25F);
  tandem::keep(0.125L);
  tandem::keep(true);
  tandem::keep('c');
  tandem::keep(nullptr);
  tandem::keep(colour::red);
  tandem::keep(three_bytes{{1, 2, 3}});
  tandem::keep(&three_bytes::bytes);
  CHECK(text == "kept");
  CHECK(numbers[2] == 3);
  CHECK(half == 0.5);
}

#include "common/timing/work.hpp"

#include "common/teaching/judging.hpp"
#include "tests/catch.hpp"

TEST_CASE("work grows with its steps, so the compiler kept them") {
  const auto cost_of = [](std::int64_t steps) {
    return
        [steps] { return tandem::measure_cpu([=] { tandem::work(steps); }); };
  };
  // 10 times the steps: 1/10 of the cost when kept, about 1 when folded.
  CHECK(tandem::cheaper("grows", "", 0.33, cost_of(100'000), cost_of(1'000'000))
            .is != tandem::verdict::violated);
}

TEST_CASE("the same steps give the same result, other steps another one") {
  CHECK(tandem::work(1'000) == tandem::work(1'000));
  CHECK(tandem::work(1'000) != tandem::work(1'001));
}

TEST_CASE("the unit is sized once") {
  CHECK(tandem::steps_per_millisecond() > 0);
  CHECK(tandem::steps_per_millisecond() == tandem::steps_per_millisecond());
}

TEST_CASE("burn_cpu uses as much CPU time as asked, or more") {
  const auto used = tandem::measure_cpu(
      [] { tandem::burn_cpu(std::chrono::milliseconds{10}); });
  CHECK(used.cpu >= std::chrono::milliseconds{10});
}

#include "common/workers/pre_dispatch.hpp"

#include <string_view>
#include <utility>

#include "tests/catch.hpp"

using tandem::pre_dispatch_of;

TEST_CASE("pre_dispatch is worked out as joblib does") {
  const std::pair<std::string_view, std::size_t> examples[]{
      {"2 * n_jobs", 6},
      {"2*n_jobs", 6},
      {"n_jobs", 3},
      {"7", 7},
      {" 7 ", 7},
      {"1.5*n_jobs", 4},
      {"n_jobs + 1", 4},
      {"2 * n_jobs - 1", 5},
      {"n_jobs / 2", 1},
      {"7 // n_jobs", 2},
      {"-7 // n_jobs + 9", 6},
      {"8 % n_jobs", 2},
      {"-8 % n_jobs", 1},
      {"2 + 3 * n_jobs", 11},
      {"(2 + 3) * n_jobs", 15},
      {"12 / 2 / n_jobs", 2},
      {"10 - 2 - n_jobs", 5},
      {"--4", 4},
      {"1000000", 1'000'000}};
  for (const auto& [text, expected] : examples) {
    INFO(text);
    CHECK(pre_dispatch_of(text, 3) == expected);
  }
  CHECK(pre_dispatch_of("all", 3) == tandem::all_of_them);
}

TEST_CASE("what is no pre_dispatch is refused, with what is allowed") {
  const std::pair<std::string_view, std::string_view> examples[]{
      {"", "a number is missing"},
      {"2 *", "a number is missing"},
      {"two", "\"two\" is no number"},
      {"2 * jobs", "\"jobs\" is no number"},
      {"All", "\"All\" is no number"},
      {"2 3", "\"3\" is too much"},
      {"(2", "a ) is missing"},
      {"2 ** 3", "\"* 3\" is no number"},
      {"1 / 0", "divides by zero"},
      {"n_jobs % 0", "divides by zero"},
      {"inf", "is no number"},
      {"0", "works out as 0 with n_jobs = 3"},
      {"n_jobs // 4", "works out as 0 with n_jobs = 3"},
      {"n_jobs - 3", "works out as 0"},
      {"-1", "works out as -1"},
      {"0.5", "works out as 0.5"},
      {"1000000000000000000000", "works out as 1e+21"}};
  for (const auto& [text, why] : examples) {
    INFO(text);
    CHECK_THROWS_WITH(pre_dispatch_of(text, 3),
                      tests::contains(std::string{why}));
    CHECK_THROWS_WITH(pre_dispatch_of(text, 3),
                      tests::contains("allowed are \"all\""));
  }
}

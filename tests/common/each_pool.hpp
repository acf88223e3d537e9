#pragma once

#include <cstddef>
#include <numeric>
#include <ranges>
#include <string>
#include <vector>

#include "common/workers/pool.hpp"
#include "common/workers/thread_pool.hpp"
#include "tests/catch.hpp"

namespace tests {

/// Calls `use` with a pool of each kind: processes, however they start, and
/// threads.
template <class Use>
void on_each_pool(int workers, const Use& use) {
  using tandem::start_method;
  for (const auto how :
       {start_method::fork, start_method::spawn, start_method::forkserver}) {
    INFO(tandem::to_text(how));
    tandem::pool made{workers, how};
    use(static_cast<tandem::worker_pool&>(made));
  }
  INFO("threads");
  tandem::thread_pool made{workers};
  use(static_cast<tandem::worker_pool&>(made));
}

/// 0, 1, 2 and so on.
inline std::vector<int> numbers(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 0);
  return all;
}
/// Numbers, and nobody knows how many.
inline auto endless() {
  return std::views::iota(0) | std::views::filter([](int) { return true; });
}

/// The text of what `action` throws, if it is an Error; else what it was.
template <class Error, class Action>
std::string text_of(const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string{"another: "} + error.what();
  }
  return "nothing thrown";
}

}  // namespace tests

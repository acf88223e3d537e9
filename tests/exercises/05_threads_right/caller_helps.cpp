// An atomic counter; the caller does its share of the jobs; what each job gave
// is a variant.
#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <variant>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  using outcome = std::variant<int, std::exception_ptr>;
  std::vector<outcome> outcomes(jobs.size());
  std::atomic<std::size_t> next{0};
  auto work = [&]() noexcept {
    for (;;) {
      const auto i = next.fetch_add(1, std::memory_order_relaxed);
      if (i >= jobs.size()) return;
      try {
        outcomes[i] = jobs[i]();
      } catch (...) {
        outcomes[i] = std::current_exception();
      }
    }
  };
  std::vector<std::thread> helpers(static_cast<std::size_t>(threads) - 1);
  for (auto& helper : helpers) helper = std::thread{work};
  work();
  for (auto& helper : helpers) helper.join();

  std::vector<int> results;
  for (auto& one : outcomes) {
    if (auto* thrown = std::get_if<std::exception_ptr>(&one))
      std::rethrow_exception(std::move(*thrown));
    results.push_back(std::get<int>(one));
  }
  return results;
}

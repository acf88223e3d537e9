// One map for all threads, under a lock that is held for a moment only. Who has
// left the last scope is in it no more, as numbers of threads are used again.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "answer.hpp"

namespace {

std::mutex lock;
std::map<std::thread::id, std::vector<int>> limits;

void leave(const std::thread::id* who) {
  const std::lock_guard hold{lock};
  auto& its = limits[*who];
  its.pop_back();
  if (its.empty()) {
    limits.erase(*who);
  }
}

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  const int least = std::min({cpus, workers, asked.value_or(1)});
  if (least <= 0) {
    throw std::invalid_argument{"there is less than one of something"};
  }
  return asked ? *asked : std::max(1, cpus / workers);
}

std::optional<int> nested_parallelism::current_budget() {
  const std::lock_guard hold{lock};
  const auto its = limits.find(std::this_thread::get_id());
  return its == limits.end() ? std::nullopt : std::optional{its->second.back()};
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  if (threads < 1) {
    throw std::invalid_argument{"no threads"};
  }
  const auto me = std::this_thread::get_id();
  {
    const std::lock_guard hold{lock};
    auto& its = limits[me];
    its.push_back(its.empty() ? threads : std::min(its.back(), threads));
  }
  const std::unique_ptr<const std::thread::id, void (*)(const std::thread::id*)>
      inside{&me, leave};
  f();
}

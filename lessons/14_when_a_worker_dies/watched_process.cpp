#include "watched_process.hpp"

#include <cerrno>
#include <chrono>
#include <system_error>

#include "common/workers/descriptors.hpp"

namespace when_a_worker_dies {

using namespace std::chrono_literals;

watched_process::watched_process(pid_t pid)
    : pid_{pid}, ended_{tandem::watch_process(pid)} {
  if (ended_.get() < 0) {
    throw std::system_error{errno, std::generic_category(),
                            "a worker cannot be watched"};
  }
}

bool watched_process::is_gone() const {
  return tandem::readable_within(ended_.get(), 0ms);
}

std::vector<watched_process> watch_all(const std::vector<pid_t>& pids) {
  std::vector<watched_process> all;
  all.reserve(pids.size());
  for (const auto pid : pids) {
    all.emplace_back(pid);
  }
  return all;
}

}  // namespace when_a_worker_dies

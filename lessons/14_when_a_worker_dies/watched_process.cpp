#include "watched_process.hpp"

#include <poll.h>

#include <cerrno>
#include <system_error>

#include "common/workers/descriptors.hpp"

namespace when_a_worker_dies {

bool is_readable(int descriptor) {
  pollfd seen{.fd = descriptor, .events = POLLIN, .revents = 0};
  while (poll(&seen, 1, 0) < 0 && errno == EINTR) {
  }
  return seen.revents != 0;
}

watched_process::watched_process(pid_t pid)
    : pid_{pid}, ended_{tandem::watch_process(pid)} {
  if (ended_.get() < 0) {
    throw std::system_error{errno, std::generic_category(),
                            "a worker cannot be watched"};
  }
}

bool watched_process::is_gone() const { return is_readable(ended_.get()); }

std::vector<watched_process> watch_all(const std::vector<pid_t>& pids) {
  std::vector<watched_process> all;
  all.reserve(pids.size());
  for (const auto pid : pids) {
    all.emplace_back(pid);
  }
  return all;
}

}  // namespace when_a_worker_dies

// A lock that another thread holds while this process is copied.
// process_workers refuses such a fork; here it is the point.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>

#include "common/workers/child_process.hpp"
#include "experiment.hpp"

namespace start_methods {
namespace {

/// What the copy finds.
struct look {
  bool got_it = false;
  bool owner_is_there = false;
};

bool try_it(std::mutex& lock) {
  const bool got_it = lock.try_lock();
  if (got_it) {
    lock.unlock();
  }
  return got_it;
}

template <class T>
bool read_all(int from, T& value) {
  ssize_t got = -1;
  do {
    got = read(from, &value, sizeof value);
  } while (got < 0 && errno == EINTR);
  return got == sizeof value;
}

/// A thread that holds `lock` until it is told to let go.
class owner {
 public:
  explicit owner(std::mutex& lock) : thread_{[this, &lock] { hold(lock); }} {
    holds_.wait(false);
  }
  owner(const owner&) = delete;
  owner& operator=(const owner&) = delete;
  owner(owner&&) = delete;
  owner& operator=(owner&&) = delete;
  ~owner() {
    over_ = true;
    over_.notify_all();
    thread_.join();
  }
  /// Where the kernel lists the thread, in whichever process looks.
  [[nodiscard]] std::string entry() const {
    return fmt::format("/proc/self/task/{}", id_.load());
  }

 private:
  void hold(std::mutex& lock) {
    const std::lock_guard held{lock};
    id_ = gettid();
    holds_ = true;
    holds_.notify_all();
    over_.wait(false);
  }

  std::atomic<pid_t> id_{0};
  std::atomic<bool> holds_{false};
  std::atomic<bool> over_{false};
  std::thread thread_;
};

/// The life of the copy: it has one thread, the one that called fork. It looks,
/// and once more when the parent says so. System calls only, and the try.
[[noreturn]] void look_twice(std::mutex& lock, const char* owners_entry, int go,
                             int looks) {
  for (int i = 0; i < 2; ++i) {
    const look found{.got_it = try_it(lock),
                     .owner_is_there = access(owners_entry, F_OK) == 0};
    char told = 0;
    if (write(looks, &found, sizeof found) != sizeof found ||
        !read_all(go, told)) {
      _exit(1);
    }
  }
  _exit(0);
}

void fork_once(lock_in_copy& seen) {
  auto go = tandem::make_pipe();
  auto looks = tandem::make_pipe();
  std::mutex lock;
  pid_t child = -1;
  look first;
  {
    const owner other{lock};
    const auto owners_entry = other.entry();
    child = fork();
    if (child == 0) {
      close(go.write.get());  // or it would never see the end of the pipe
      look_twice(lock, owners_entry.c_str(), go.read.get(), looks.write.get());
    }
    looks.write.close();
    if (child < 0 || access(owners_entry.c_str(), F_OK) != 0) {
      seen.trouble = fmt::format("no copy: {}", std::strerror(errno));
    } else if (!read_all(looks.read.get(), first)) {
      seen.trouble = "the copy ended early";
    }
  }  // the owner releases the lock, and ends
  const bool parents = try_it(lock);
  look second;
  const char now = 1;
  if (seen.trouble.empty() && (write(go.write.get(), &now, 1) != 1 ||
                               !read_all(looks.read.get(), second))) {
    seen.trouble = "the copy ended early";
  }
  go.write.close();
  if (child > 0) {
    tandem::wait_for_child(child);
  }
  if (seen.trouble.empty()) {
    ++seen.runs;
    seen.copy_got_it += first.got_it ? 1 : 0;
    seen.copy_got_it_late += second.got_it ? 1 : 0;
    seen.owner_in_copy += first.owner_is_there ? 1 : 0;
    seen.parent_got_it += parents ? 1 : 0;
  }
}

}  // namespace

lock_in_copy fork_beside_a_lock(int runs) {
  lock_in_copy seen;
  while (seen.runs < runs && seen.trouble.empty()) {
    fork_once(seen);
  }
  return seen;
}

}  // namespace start_methods

// What a forked worker has from its parent, and when it is copied.
#include "inheritance.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <system_error>
#include <vector>

#include "common/workers/process_workers.hpp"

namespace copies_and_sharing {
namespace {

using std::chrono::steady_clock;

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

/// Private memory in small pages: in huge ones, which some systems give
/// unasked, a single fault would copy 2 MB.
class private_pages {
 public:
  explicit private_pages(std::size_t count)
      : size_{count * page_size()},
        begin_{mmap(nullptr, size_, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)} {
    if (begin_ == MAP_FAILED) {
      throw std::system_error{errno, std::generic_category(), "mmap"};
    }
    madvise(begin_, size_, MADV_NOHUGEPAGE);
  }
  private_pages(const private_pages&) = delete;
  private_pages& operator=(const private_pages&) = delete;
  private_pages(private_pages&&) = delete;
  private_pages& operator=(private_pages&&) = delete;
  ~private_pages() { munmap(begin_, size_); }

  [[nodiscard]] std::span<char> bytes() const {
    return {static_cast<char*>(begin_), size_};
  }

 private:
  std::size_t size_;
  void* begin_;
};

/// Where the parent's pages are, and so the forked worker's: nobody sends it.
std::span<char> inherited_bytes;

enum class touch { read, write };

std::int64_t faults_so_far() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_minflt;
}

/// ThreadSanitizer would touch a page of its own for each of ours.
__attribute__((no_sanitize("thread"))) walk walk_through(touch what) {
  const auto faults = faults_so_far();
  const auto begin = steady_clock::now();
  for (std::size_t at = 0; at < inherited_bytes.size(); at += page_size()) {
    volatile char& byte = inherited_bytes[at];
    if (what == touch::write) {
      byte = 1;
    } else {
      [[maybe_unused]] const char read = byte;
    }
  }
  return {.faults = faults_so_far() - faults,
          .time = steady_clock::now() - begin};
}

/// The task: faults and nanoseconds, since a walk is no type that can be sent.
std::pair<std::int64_t, std::int64_t> walk_in_worker(touch what) {
  const auto seen = walk_through(what);
  return {seen.faults, seen.time.count()};
}

}  // namespace

inheritance measure_inheritance(std::size_t bytes) {
  const private_pages pages{(bytes + page_size() - 1) / page_size()};
  inherited_bytes = pages.bytes();
  inheritance seen;
  seen.pages = static_cast<std::int64_t>(inherited_bytes.size() / page_size());
  seen.first = walk_through(touch::write);
  tandem::process_workers worker{1, tandem::start_method::fork};
  const auto before = worker.counted().sent;
  const auto walks = worker.map<&walk_in_worker>(
      std::vector{touch::read, touch::write, touch::write});
  seen.bytes = worker.counted().sent - before;
  const auto as_walk = [&](std::size_t i) {
    return walk{.faults = walks.at(i).first,
                .time = std::chrono::nanoseconds{walks.at(i).second}};
  };
  seen.reading = as_walk(0);
  seen.writing = as_walk(1);
  seen.again = as_walk(2);
  inherited_bytes = {};
  return seen;
}

}  // namespace copies_and_sharing

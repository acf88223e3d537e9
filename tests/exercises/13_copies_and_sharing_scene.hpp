#pragma once

#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/process_tree.hpp"

/// What the check sees of an answer: what goes through the pipes, what its own
/// `add_up` notes in the workers, and which pages of the share the caller's
/// process has touched.
namespace copies_check {

using number = std::int64_t;

/// A call of add_up: which numbers, in which process.
struct noted_part {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

/// Behind the numbers, at the end of the share: what the workers note there.
/// Several processes write at once, each number by a std::atomic_ref.
struct notebook {
  static constexpr std::int64_t sign = 0x7461'6e64'656d'3133;
  static constexpr std::size_t most_workers = 8;
  static constexpr std::size_t most_parts = 4096;

  std::int64_t signature = 0;  ///< this is a notebook
  std::int64_t workers = 0;
  std::array<std::int64_t, most_workers> pids{};
  std::int64_t meeting = 0;     ///< its number; workers wait for each other
  std::int64_t arrived = 0;     ///< of them
  std::int64_t called_off = 0;  ///< somebody cannot come
  std::int64_t undecided = 0;   ///< somebody neither came nor could not
  std::int64_t calls = 0;
  std::int64_t copies = 0;  ///< calls whose part does not lie in the share
  std::array<noted_part, most_parts> parts{};
  std::array<std::int64_t, 16> behind{};  ///< nobody writes here
};

inline constexpr std::size_t numbers_in_a_notebook =
    (sizeof(notebook) + sizeof(number) - 1) / sizeof(number);

/// The notebook at the end of the share; none if this share is not the check's.
inline notebook* notebook_in(std::span<number> share) {
  if (share.size() < numbers_in_a_notebook) {
    return nullptr;
  }
  auto* const found = reinterpret_cast<notebook*>(
      share.data() + (share.size() - numbers_in_a_notebook));
  return found->signature == notebook::sign ? found : nullptr;
}

inline std::atomic_ref<std::int64_t> shared_count(std::int64_t& count) {
  return std::atomic_ref{count};
}

/// Finds out, in a worker that waits for the others, whether one can still
/// come. Nobody can if our parent and all workers who are not here sleep, and
/// have not run for many looks in a row. Who is ready to run, or stopped, may
/// still come.
class lookout {
 public:
  explicit lookout(notebook& notes) : notes_{notes} {}

  /// Whether nothing has moved for long enough.
  bool all_is_still() {
    bool runnable = false;
    std::uint64_t switches = 0;
    const auto look = [&](pid_t pid) {
      const auto seen = tandem::look_at(pid);
      runnable = runnable || seen.runnable;
      switches += seen.switches;
    };
    look(getppid());
    for (auto& one : notes_.pids) {
      const auto pid = static_cast<pid_t>(shared_count(one));
      if (pid > 0) {  // the others have crossed themselves out: they are here
        look(pid);
      }
    }
    const bool moved = runnable || switches == 0 || switches != last_;
    last_ = switches;
    still_ = moved ? 0 : still_ + 1;
    constexpr int long_enough = 50;
    return still_ >= long_enough;
  }

 private:
  notebook& notes_;
  std::uint64_t last_ = 0;
  int still_ = 0;
};

/// Calls of add_up in this process that are no worker's.
inline int added_up_here = 0;

/// In a worker that has numbers to add up: waits until all workers have some,
/// or cannot have any.
inline void wait_for_all(notebook& notes) {
  static std::int64_t was_at = 0;  // this process, at the last meeting
  const std::int64_t now = shared_count(notes.meeting);
  if (now == was_at || now == 0) {
    return;
  }
  was_at = now;
  for (auto& pid : notes.pids) {
    if (pid == getpid()) {
      shared_count(pid) = 0;
    }
  }
  ++shared_count(notes.arrived);
  lookout looks{notes};
  constexpr std::chrono::milliseconds between_looks{4};
  constexpr int patience = 2'500;  // looks, some 10 s
  for (int i = 0; shared_count(notes.arrived) < notes.workers &&
                  shared_count(notes.called_off) == 0;
       ++i) {
    std::this_thread::sleep_for(between_looks);
    if (i >= patience) {
      ++shared_count(notes.undecided);
    }
    if (i >= patience || looks.all_is_still()) {
      ++shared_count(notes.called_off);
    }
  }
}

/// Notes a call of add_up.
inline void note(notebook& notes, std::span<const number> share,
                 std::span<const number> part) {
  const auto count = static_cast<std::size_t>(shared_count(notes.calls)++);
  const std::less_equal<> before;
  const bool inside =
      before(share.data(), part.data()) &&
      before(part.data() + part.size(), share.data() + share.size());
  if (!inside && !part.empty()) {
    ++shared_count(notes.copies);
  } else if (count < notes.parts.size() && !part.empty()) {
    const auto begin = part.data() - share.data();
    notes.parts.at(count) = {begin, begin + std::ssize(part)};
  }
}

/// A view of the same memory at another address.
class second_view {
 public:
  explicit second_view(const tandem::shared_memory& memory)
      : size_{memory.bytes().size()},
        begin_{mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED,
                    memory.descriptor(), 0)} {
    if (begin_ == MAP_FAILED) {
      throw std::system_error{errno, std::generic_category(), "mmap"};
    }
  }
  second_view(const second_view&) = delete;
  second_view& operator=(const second_view&) = delete;
  second_view(second_view&&) = delete;
  second_view& operator=(second_view&&) = delete;
  ~second_view() { munmap(begin_, size_); }

  [[nodiscard]] std::span<number> values() const {
    return {static_cast<number*>(begin_), size_ / sizeof(number)};
  }

 private:
  std::size_t size_;
  void* begin_;
};

/// How many pages of `memory` this process has touched; none where the system
/// does not tell.
inline std::optional<std::size_t> pages_touched(
    std::span<const std::byte> memory) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{
      std::fopen("/proc/self/pagemap", "rbe"), std::fclose};
  if (!file) {
    return {};
  }
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const auto first = reinterpret_cast<std::uintptr_t>(memory.data()) / page;
  std::vector<std::uint64_t> entries((memory.size() + page - 1) / page);
  if (std::fseek(file.get(), static_cast<long>(first * sizeof(entries[0])),
                 SEEK_SET) != 0 ||
      std::fread(entries.data(), sizeof(entries[0]), entries.size(),
                 file.get()) != entries.size()) {
    return {};
  }
  constexpr int present = 63;  // proc(5)
  return static_cast<std::size_t>(std::ranges::count_if(
      entries, [](std::uint64_t entry) { return (entry >> present) != 0; }));
}

/// Numbers in a share, workers who have it, and an answer to be called.
class scene {
 public:
  /// `most` is how many numbers there can be.
  explicit scene(std::size_t most, int workers = 3)
      : share_{most + numbers_in_a_notebook},
        view_{share_.memory()},
        workers_{start(workers)} {}

  /// Sets the numbers: `value(i)` is number i. Others follow them in the share.
  void fill(std::size_t count,
            const std::function<number(std::size_t)>& value) {
    count_ = count;
    const auto all = numbers();
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i] = i < count ? value(i) : beyond;
    }
  }

  /// What the answer returns; `hold` lets workers wait for each other.
  number call(bool hold = false) {
    added_up_here = 0;
    auto& notes = *notebook_in(view_.values());
    notes.calls = 0;
    notes.copies = 0;
    notes.parts = {};
    notes.meeting = 0;
    if (hold) {
      notes.arrived = 0;
      std::ranges::copy(workers_->pids(), notes.pids.begin());
      notes.meeting = ++meetings_;
    }
    const auto before = workers_->counted();
    const auto shared = share_.values().first(count_);
    const auto returned = ask(shared);
    touched_ = pages_touched(std::as_bytes(shared));
    sent_ = workers_->counted().sent - before.sent;
    received_ = workers_->counted().received - before.received;
    return returned;
  }

  /// The answer's sum.
  number ask(std::span<const number> shared) {
    try {
      return copies_and_sharing::sum_in_workers(*workers_, shared);
    } catch (const tandem::task_error& error) {
      tandem::demand(false,
                     {.expected = "tasks that come to their end",
                      .saw = error.what(),
                      .why = "a worker has no variables of yours, and your "
                             "addresses mean nothing there: in a task, the "
                             "share is shared_array<...>::inherited()"});
      throw;
    }
  }

  [[nodiscard]] number right_sum() const {
    number sum = 0;
    for (const auto one : numbers().first(count_)) {
      sum += one;
    }
    return sum;
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t bytes() const { return count_ * sizeof(number); }
  [[nodiscard]] std::uint64_t sent() const { return sent_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }
  [[nodiscard]] const notebook& notes() const {
    return *notebook_in(view_.values());
  }
  /// Of the caller's process.
  [[nodiscard]] std::optional<std::size_t> touched() const { return touched_; }
  /// All but the notes, for whoever looks without touching the answer's view.
  [[nodiscard]] std::span<number> numbers() const {
    return view_.values().first(view_.values().size() - numbers_in_a_notebook);
  }

  /// What follows the numbers in the share, and the notes.
  static constexpr number beyond = 1'000'000'007;

 private:
  std::unique_ptr<tandem::process_workers> start(int workers) {
    auto* const notes = reinterpret_cast<notebook*>(
        view_.values().last(numbers_in_a_notebook).data());
    notes->signature = notebook::sign;
    notes->workers = workers;
    notes->behind.fill(beyond);
    return std::make_unique<tandem::process_workers>(
        workers, tandem::start_method::spawn, share_.memory());
  }

  tandem::shared_array<number> share_;
  second_view view_;
  std::unique_ptr<tandem::process_workers> workers_;
  std::int64_t meetings_ = 0;
  std::size_t count_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t received_ = 0;
  std::optional<std::size_t> touched_;
};

}  // namespace copies_check

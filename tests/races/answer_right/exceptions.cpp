// Exceptions that go from one thread to another. Their owners are counted
// inside of the standard library, where ThreadSanitizer does not look.
#include <atomic>
#include <exception>
#include <future>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"

namespace {

constexpr int often = 50;

/// With words of its own that its end releases.
struct task_error : std::exception {
  explicit task_error(int index)
      : words{"task " + std::to_string(index) + " has gone wrong altogether"} {}
  [[nodiscard]] const char* what() const noexcept override {
    return words.c_str();
  }
  std::string words;
};

template <typename error>
void read_words(const std::exception_ptr& failed) {
  try {
    std::rethrow_exception(failed);
  } catch (const error& seen) {
    std::string copy = seen.what();
    copy += "!";
  }
}

void kept_in_a_slot() {
  std::exception_ptr failed;
  std::thread worker{[&] {
    try {
      throw task_error{1};
    } catch (...) {
      failed = std::current_exception();
    }
  }};
  worker.join();
  read_words<task_error>(failed);
}

/// The thread that failed may be the last to let go, or the first.
template <typename error, typename... arguments>
void by_promise(const arguments&... with) {
  for (int i = 0; i < often; ++i) {
    std::promise<int> promise;
    std::thread worker{[&] {
      try {
        throw error{with...};
      } catch (const error& mine) {
        std::string copy = mine.what();
        promise.set_exception(std::current_exception());
      }
    }};
    try {
      promise.get_future().get();
    } catch (const error& seen) {
      std::string copy = seen.what();
    }
    worker.join();
  }
}

void by_async() {
  for (int i = 0; i < often; ++i) {
    auto future =
        std::async(std::launch::async, []() -> int { throw task_error{2}; });
    try {
      future.get();
    } catch (const task_error& seen) {
      std::string copy = seen.words;
    }
  }
}

/// Both threads look at one exception, and nobody knows who lets go last.
void looked_at_by_two() {
  for (int i = 0; i < often; ++i) {
    std::atomic<bool> ready{false};
    std::exception_ptr shared;
    std::thread worker{[&] {
      try {
        throw task_error{3};
      } catch (const task_error& mine) {
        shared = std::current_exception();
        ready.store(true, std::memory_order_release);
        std::string copy = mine.words;
      }
    }};
    while (!ready.load(std::memory_order_acquire)) {
    }
    read_words<task_error>(std::exchange(shared, nullptr));
    worker.join();
  }
}

void first_of_several() {
  std::mutex lock;
  std::exception_ptr first;
  std::vector<std::jthread> workers;
  for (int i = 0; i < 3; ++i) {
    workers.emplace_back([&, i] {
      try {
        throw task_error{i};
      } catch (...) {
        const std::lock_guard guard{lock};
        if (!first) {
          first = std::current_exception();
        }
      }
    });
  }
  workers.clear();
  read_words<task_error>(first);
}

/// Copies of one exception for two threads, kept and dropped in any order.
void copied() {
  for (int i = 0; i < often; ++i) {
    auto whole = std::make_exception_ptr(task_error{4});
    std::vector<std::jthread> workers;
    for (int j = 0; j < 2; ++j) {
      workers.emplace_back([copy = whole] { read_words<task_error>(copy); });
    }
    whole = nullptr;
  }
}

}  // namespace

void races::answer() {
  kept_in_a_slot();
  by_promise<task_error>(1);
  by_promise<std::runtime_error>("words of the standard library's own");
  by_async();
  looked_at_by_two();
  first_of_several();
  copied();
}

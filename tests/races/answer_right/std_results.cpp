// Results that come from other threads, and what is made only once.
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "answer.hpp"

namespace {

void by_promise() {
  int data = 0;
  std::promise<std::string> promise;
  auto future = promise.get_future();
  std::thread worker{[&] {
    data = 42;
    promise.set_value("long enough to live somewhere else");
  }};
  auto words = future.get();
  words += "!";
  ++data;
  worker.join();
  std::promise<void> done;
  std::thread other{[&] {
    data = 42;
    done.set_value();
  }};
  done.get_future().wait();
  ++data;
  other.join();
}

void by_shared_future() {
  std::promise<std::vector<int>> promise;
  const std::shared_future<std::vector<int>> future{promise.get_future()};
  std::atomic<int> sum{0};
  const auto add = [&, future] {
    for (const int number : future.get()) {
      sum += number;
    }
  };
  std::thread one{add};
  std::thread other{add};
  promise.set_value({1, 2, 3});
  one.join();
  other.join();
}

void by_async() {
  std::vector<std::future<std::vector<int>>> parts;
  for (int i = 0; i < 4; ++i) {
    parts.push_back(std::async(std::launch::async,
                               [i] { return std::vector<int>(100, i); }));
  }
  for (auto& part : parts) {
    auto numbers = part.get();
    numbers.push_back(1);
  }
  auto lazy = std::async(std::launch::deferred, [] { return 1; });
  lazy.get();
  auto polled =
      std::async(std::launch::async, [] { return std::string(99, 'x'); });
  while (polled.wait_for(std::chrono::microseconds{10}) !=
         std::future_status::ready) {
  }
  polled.get() += "y";
}

void by_packaged_task() {
  std::packaged_task<std::string(int)> task{
      [](int length) { return std::string(length, 'x'); }};
  auto future = task.get_future();
  std::thread worker{std::move(task), 99};
  future.get() += "y";
  worker.join();
}

struct costly {
  std::vector<int> numbers = std::vector<int>(100, 1);
};

const costly& only_one() {
  static const costly one;
  return one;
}

void once() {
  std::once_flag made;
  std::unique_ptr<costly> table;
  std::atomic<int> sum{0};
  const auto work = [&] {
    std::call_once(made, [&] { table = std::make_unique<costly>(); });
    sum += table->numbers.front();
    sum += only_one().numbers.back();
  };
  std::thread one{work};
  std::thread other{work};
  one.join();
  other.join();
  int tries = 0;
  std::once_flag failing;
  const auto retry = [&] {
    try {
      std::call_once(failing, [&] {
        if (++tries == 1) {
          throw std::runtime_error{"not yet"};
        }
      });
    } catch (const std::runtime_error&) {
    }
  };
  std::thread first{retry};
  std::thread second{retry};
  first.join();
  second.join();
}

void shared_and_private() {
  std::vector<int> slots(4);
  thread_local int mine = 0;
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    workers.emplace_back([&slots, i] {
      ++mine;
      slots[i] = mine;
    });
  }
  workers.clear();
  slots.push_back(std::accumulate(slots.begin(), slots.end(), 0));
}

void shared_pointers() {
  const auto data = std::make_shared<std::vector<int>>(100, 1);
  std::vector<std::jthread> workers;
  for (int i = 0; i < 3; ++i) {
    workers.emplace_back([copy = std::make_shared<std::vector<int>>(9), data] {
      const auto other = data;
      copy->push_back(other->front());
    });
  }
}

/// Whoever lets go last destroys what the other has read and written.
void last_owner() {
  for (int i = 0; i < 20; ++i) {
    auto data = std::make_shared<std::vector<std::string>>(3, "words");
    std::atomic<bool> started{false};
    std::jthread other{[copy = data, &started]() mutable {
      started.store(true, std::memory_order_relaxed);
      copy->at(1) += "and more of them, so that it grows";
      copy.reset();
    }};
    while (!started.load(std::memory_order_relaxed)) {
    }
    data->at(0) += "and more of them, so that it grows";
    data.reset();
  }
}

}  // namespace

void races::answer() {
  by_promise();
  by_shared_future();
  by_async();
  by_packaged_task();
  once();
  shared_and_private();
  shared_pointers();
  last_owner();
}

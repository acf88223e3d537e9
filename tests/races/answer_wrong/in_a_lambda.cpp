// REJECTED BY: data_race
// Each worker has a lock of its own around the shared sum.
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "answer.hpp"

void races::answer() {
  double sum = 0;
  const std::function<void(double)> add = [&](double term) {
    std::mutex mine;
    const std::lock_guard guard{mine};
    sum += term;  // races
  };
  std::vector<std::thread> workers;
  for (int i = 0; i < 3; ++i) {
    workers.emplace_back([&, i] {
      for (int j = 0; j < 100; ++j) {
        add(i + j);
      }
    });
  }
  for (auto& worker : workers) {
    worker.join();
  }
}

// REJECTED BY: data_race
// Writing is locked, reading is not.
#include <atomic>
#include <mutex>
#include <string>
#include <thread>

#include "answer.hpp"

namespace {

std::mutex lock;
std::string words = "short";

}  // namespace

void races::answer() {
  std::thread writer{[] {
    const std::lock_guard guard{lock};
    words = "long enough to live somewhere else";  // races
  }};
  std::atomic<std::size_t> most = 0;
  for (int i = 0; i < 20; ++i) {
    most += words.size();  // races
  }
  writer.join();
}

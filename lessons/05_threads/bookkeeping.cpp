#include "bookkeeping.hpp"

#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <thread>

namespace threads {

using std::chrono::nanoseconds;
using tandem::doing;

place this_place() {
  std::ostringstream id;
  id << std::this_thread::get_id();
  return {getpid(), gettid(), id.str()};
}

int numbering::number_of_this_thread() {
  const std::lock_guard hold{lock_};
  const auto next = static_cast<int>(numbers_.size());
  return numbers_.try_emplace(gettid(), next).first->second;
}

nanoseconds could_compute(const tandem::timeline& seen, double cpus) {
  std::map<nanoseconds, int> changes;  // of how many compute
  for (int worker = 0; worker < seen.workers(); ++worker) {
    for (const auto& one : seen.stretches(worker)) {
      changes[one.begin] += one.what == doing::running ? 1 : 0;
      changes[one.end] -= one.what == doing::running ? 1 : 0;
    }
  }
  nanoseconds sum{0};
  nanoseconds before{0};
  int computing = 0;
  for (const auto& [at, change] : changes) {
    sum += std::chrono::duration_cast<nanoseconds>(
        (at - before) * std::min(static_cast<double>(computing), cpus));
    computing += change;
    before = at;
  }
  return sum;
}

}  // namespace threads

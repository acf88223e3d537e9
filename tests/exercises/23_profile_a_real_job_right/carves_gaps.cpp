// Begins with nothing but idle time, and carves out of it what spans take.
#include <list>
#include <map>
#include <stdexcept>

#include "answer.hpp"

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;

class free_time {
 public:
  explicit free_time(nanoseconds wall) : gaps_{{nanoseconds{0}, wall}} {}

  void take(const span& one) {
    for (auto gap = gaps_.begin(); gap != gaps_.end();) {
      if (one.end <= gap->begin || gap->end <= one.begin) {
        ++gap;
        continue;
      }
      if (gap->begin < one.begin) {
        gaps_.insert(gap, {gap->begin, one.begin});
      }
      if (one.end < gap->end) {
        gap->begin = one.end;
        ++gap;
      } else {
        gap = gaps_.erase(gap);
      }
    }
  }

  [[nodiscard]] nanoseconds left() const {
    nanoseconds sum{};
    for (const auto& gap : gaps_) {
      sum += gap.end - gap.begin;
    }
    return sum;
  }

 private:
  struct piece {
    nanoseconds begin;
    nanoseconds end;
  };
  std::list<piece> gaps_;
};

}  // namespace

summary summarize(const recorded_run& run) {
  if (run.workers < 1 || run.wall.count() < 0) {
    throw std::invalid_argument{"no such run"};
  }
  free_time of_serial{run.wall};
  std::map<int, free_time> of_worker;
  for (const auto& one : run.spans) {
    if (one.worker < 0 || one.worker >= run.workers || one.begin.count() < 0 ||
        one.end < one.begin || one.end > run.wall) {
      throw std::invalid_argument{"no such span"};
    }
    if (one.is_task) {
      of_worker.try_emplace(one.worker, run.wall).first->second.take(one);
    } else {
      of_serial.take(one);
    }
  }
  summary all;
  all.serial = run.wall - of_serial.left();
  all.idle = (run.workers - std::ssize(of_worker)) * run.wall - all.serial;
  for (const auto& [worker, time] : of_worker) {
    all.idle += time.left();
    all.tasks += run.wall - time.left();
  }
  const std::chrono::duration<double> serial = all.serial;
  const std::chrono::duration<double> tasks = all.tasks;
  all.serial_share = serial.count() > 0 ? 1 / (1 + tasks / serial) : 0;
  return all;
}

double ceiling(const summary& of, int workers) {
  if (workers < 1) {
    throw std::invalid_argument{"no workers"};
  }
  const std::chrono::duration<double> serial = of.serial;
  const std::chrono::duration<double> tasks = of.tasks;
  const auto shared = serial + tasks / workers;
  return shared.count() > 0 ? (serial + tasks) / shared : 1;
}

}  // namespace profile_a_real_job

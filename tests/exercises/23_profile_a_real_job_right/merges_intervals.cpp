// Keeps intervals that do not touch: a new one swallows those that it meets.
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace profile_a_real_job {
namespace {

using std::chrono::nanoseconds;

class busy_time {
 public:
  void add(nanoseconds begin, nanoseconds end) {
    auto next = ends_.upper_bound(begin);
    if (next != ends_.begin() && std::prev(next)->second >= begin) {
      --next;
      begin = next->first;
    }
    while (next != ends_.end() && next->first <= end) {
      end = std::max(end, next->second);
      next = ends_.erase(next);
    }
    ends_.emplace(begin, end);
  }

  [[nodiscard]] nanoseconds sum() const {
    return std::accumulate(ends_.begin(), ends_.end(), nanoseconds{0},
                           [](nanoseconds before, const auto& one) {
                             return before + one.second - one.first;
                           });
  }

 private:
  std::map<nanoseconds, nanoseconds> ends_;  // by begin
};

}  // namespace

summary summarize(const recorded_run& run) {
  const std::array wrong{run.workers < 1, run.wall < nanoseconds{0},
                         std::ranges::any_of(
                             run.spans,
                             [&](const span& one) {
                               return one.worker < 0 ||
                                      one.worker >= run.workers ||
                                      one.begin < nanoseconds{0} ||
                                      one.begin > one.end || one.end > run.wall;
                             })};
  if (std::ranges::count(wrong, true) > 0) {
    throw std::invalid_argument{"no such run"};
  }
  std::map<std::pair<bool, int>, busy_time> busy;
  for (const auto& one : run.spans) {
    busy[{one.is_task, one.is_task ? one.worker : 0}].add(one.begin, one.end);
  }
  summary all{.idle = run.workers * run.wall};
  for (const auto& [whose, time] : busy) {
    (whose.first ? all.tasks : all.serial) += time.sum();
    all.idle -= time.sum();
  }
  const auto used = (all.serial + all.tasks).count();
  all.serial_share =
      used == 0
          ? 0
          : static_cast<double>(static_cast<long double>(all.serial.count()) /
                                static_cast<long double>(used));
  return all;
}

double ceiling(const summary& of, int workers) {
  if (workers < 1) {
    throw std::invalid_argument{"no workers"};
  }
  const auto serial = static_cast<long double>(of.serial.count());
  const auto tasks = static_cast<long double>(of.tasks.count());
  if (of.serial + of.tasks == nanoseconds{0}) {
    return 1;
  }
  // Multiplied by the workers, above and below.
  return static_cast<double>((serial + tasks) * workers /
                             (serial * workers + tasks));
}

}  // namespace profile_a_real_job

// Threads that sleep until there is something to do; the caller hands out
// numbers, stops when one has failed, and waits until nobody is busy.
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

#include "answer.hpp"

namespace {

struct office {
  std::mutex m;
  std::condition_variable_any something_to_do;
  std::condition_variable somebody_done;
  std::queue<std::size_t> inbox;
  std::size_t done = 0;
  std::map<std::size_t, std::exception_ptr> complaints;
};

}  // namespace

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<int> results(jobs.size());
  office o;
  {
    std::vector<std::jthread> clerks;
    for (int i = 0; i < threads; ++i)
      clerks.emplace_back([&](std::stop_token stop) {
        std::unique_lock hold{o.m};
        while (o.something_to_do.wait(hold, stop,
                                      [&] { return !o.inbox.empty(); })) {
          const auto job = o.inbox.front();
          o.inbox.pop();
          hold.unlock();
          std::exception_ptr complaint;
          try {
            results[job] = jobs[job]();
          } catch (...) {
            complaint = std::current_exception();
          }
          hold.lock();
          if (complaint) o.complaints.emplace(job, complaint);
          ++o.done;
          o.somebody_done.notify_one();
        }
      });
    std::size_t handed_out = 0;
    std::unique_lock hold{o.m};
    while (handed_out < jobs.size() && o.complaints.empty()) {
      o.inbox.push(handed_out++);
      o.something_to_do.notify_one();
      const auto crowd = static_cast<std::size_t>(threads);
      o.somebody_done.wait(hold, [&] { return handed_out - o.done < crowd; });
    }
    o.somebody_done.wait(hold, [&] { return o.done == handed_out; });
  }
  if (!o.complaints.empty())
    std::rethrow_exception(o.complaints.begin()->second);
  return results;
}

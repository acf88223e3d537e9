// Boost's threads, locks and optional places.
#include <boost/optional.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread.hpp>
#include <exception>

#include "answer.hpp"

std::vector<int> threads::run_jobs(
    const std::vector<std::function<int()>>& jobs, int threads) {
  std::vector<boost::optional<int>> places(jobs.size());
  std::vector<std::exception_ptr> failures(jobs.size());
  boost::mutex mutex;
  std::size_t next = 0;
  boost::thread_group group;
  for (int i = 0; i < threads; ++i)
    group.create_thread([&] {
      for (;;) {
        boost::mutex::scoped_lock lock{mutex};
        if (next >= jobs.size()) return;
        const auto mine = next++;
        lock.unlock();
        try {
          places[mine] = jobs[mine]();
        } catch (...) {
          failures[mine] = std::current_exception();
        }
      }
    });
  group.join_all();
  for (const auto& failure : failures)
    if (failure) std::rethrow_exception(failure);
  std::vector<int> results;
  for (const auto& place : places) results.push_back(place.value());
  return results;
}

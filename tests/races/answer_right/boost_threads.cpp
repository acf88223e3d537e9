// Boost.Thread's ways to start threads, to lock and to wait. Not its
// exceptions: with g++ 14, Boost 1.83 ends a plain program that sends one to
// another thread.
#define BOOST_THREAD_VERSION 4
#define BOOST_THREAD_PROVIDES_EXECUTORS
#include <boost/thread.hpp>
#include <boost/thread/barrier.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/once.hpp>
#include <boost/thread/recursive_mutex.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <string>
#include <vector>

#include "answer.hpp"

namespace {

template <typename enter>
void count_with(const enter& inside) {
  int count = 0;
  const auto work = [&] {
    for (int i = 0; i < 100; ++i) {
      const auto guard = inside();
      ++count;
    }
  };
  boost::thread one{work};
  boost::thread other{work};
  one.join();
  other.join();
  ++count;
}

template <typename mutex>
void count_locked() {
  mutex lock;
  count_with([&] { return boost::unique_lock<mutex>{lock}; });
}

template <typename mutex>
void count_timed() {
  count_locked<mutex>();
  mutex lock;
  const boost::chrono::seconds enough{60};
  count_with([&] { return boost::unique_lock<mutex>{lock, enough}; });
  count_with([&] {
    return boost::unique_lock<mutex>{
        lock, boost::chrono::steady_clock::now() + enough};
  });
}

template <typename saying, typename hearing>
void hand_over(const saying& say, const hearing& hear) {
  int data = 0;
  boost::thread writer{[&] {
    data = 42;
    say();
  }};
  hear();
  ++data;
  writer.join();
}

template <typename condition>
void by_condition() {
  for (const bool timed : {false, true}) {
    boost::mutex lock;
    condition changed;
    bool done = false;
    hand_over(
        [&] {
          const boost::lock_guard<boost::mutex> guard{lock};
          done = true;
          changed.notify_all();
        },
        [&] {
          boost::unique_lock<boost::mutex> guard{lock};
          const auto is_done = [&] { return done; };
          if (timed) {
            changed.wait_for(guard, boost::chrono::seconds{60}, is_done);
          } else {
            changed.wait(guard, is_done);
          }
        });
  }
}

void by_latch_and_barrier() {
  boost::latch come{1};
  hand_over([&] { come.count_down(); }, [&] { come.wait(); });
  boost::barrier meeting{2};
  hand_over([&] { meeting.wait(); }, [&] { meeting.wait(); });
}

void results() {
  boost::promise<std::string> promise;
  hand_over([&] { promise.set_value("words"); },
            [&] { promise.get_future().get() += "!"; });
  boost::packaged_task<int()> task{[] { return 1; }};
  auto packaged = task.get_future();
  boost::thread worker{boost::move(task)};
  packaged.get();
  worker.join();
}

void group_and_pool() {
  int data = 0;
  boost::mutex lock;
  const auto add = [&] {
    const boost::lock_guard<boost::mutex> guard{lock};
    ++data;
  };
  boost::thread_group group;
  for (int i = 0; i < 3; ++i) {
    group.create_thread(add);
  }
  group.join_all();
  ++data;
  boost::executors::basic_thread_pool pool{2};
  for (int i = 0; i < 5; ++i) {
    pool.submit(add);
  }
  pool.close();
  pool.join();
  ++data;
  { const boost::scoped_thread<> scoped{add}; }
  ++data;
}

void once() {
  boost::once_flag made = BOOST_ONCE_INIT;
  std::vector<int> table;
  const auto work = [&] {
    boost::call_once(made, [&] { table.assign(10, 1); });
    return table.size();
  };
  boost::thread one{work};
  boost::thread other{work};
  one.join();
  other.join();
}

void interrupted() {
  int data = 0;
  boost::thread sleeper{[&] {
    try {
      boost::this_thread::sleep_for(boost::chrono::seconds{60});
    } catch (const boost::thread_interrupted&) {
      ++data;
    }
  }};
  sleeper.interrupt();
  sleeper.join();
  ++data;
}

}  // namespace

void races::answer() {
  count_locked<boost::mutex>();
  count_locked<boost::recursive_mutex>();
  count_timed<boost::timed_mutex>();
  count_timed<boost::recursive_timed_mutex>();
  count_timed<boost::shared_mutex>();
  by_condition<boost::condition_variable>();
  by_condition<boost::condition_variable_any>();
  by_latch_and_barrier();
  results();
  group_and_pool();
  once();
  interrupted();
}

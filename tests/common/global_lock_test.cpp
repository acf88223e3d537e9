#include "common/locking/global_lock.hpp"

#include <mutex>
#include <thread>

#include "common/locking/occupancy.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/workers/run_jobs.hpp"
#include "tests/catch.hpp"

TEST_CASE("occupancy remembers the most that were inside at once") {
  tandem::occupancy inside;
  CHECK(inside.most() == 0);
  inside.enter();
  inside.enter();
  inside.leave();
  inside.enter();
  CHECK(inside.most() == 2);
  inside.leave();
  inside.leave();
  CHECK(inside.most() == 2);
}

TEST_CASE("occupancy counts threads that are inside together") {
  tandem::occupancy inside;
  tandem::rendezvous place{3};
  tandem::run_each(3, 3, [&](std::size_t, int) {
    inside.enter();
    place.meet();
    inside.leave();
  });
  CHECK(inside.most() == 3);
}

TEST_CASE("one thread at a time holds the global lock") {
  tandem::global_lock lock;
  tandem::occupancy inside;  // counted here, not by the lock itself
  tandem::rendezvous place{3};
  tandem::run_each(3, 3, [&](std::size_t, int) {
    place.announce();
    const std::lock_guard hold{lock};
    inside.enter();
    place.meet();
    inside.leave();
  });
  CHECK_FALSE(place.met());
  CHECK(inside.most() == 1);
  CHECK(lock.most_inside() == 1);
  CHECK(lock.taken() == 3);
}

TEST_CASE("a scoped release lets others in, and takes the lock back") {
  tandem::global_lock lock;
  tandem::rendezvous place;
  tandem::run_each(2, 2, [&](std::size_t, int) {
    place.announce();
    const std::lock_guard hold{lock};
    const tandem::scoped_release others_may{lock};
    place.meet();
  });
  CHECK(place.met());
  CHECK(lock.most_inside() == 1);
  CHECK(lock.taken() == 4);
}

TEST_CASE("a scoped release takes the lock back when an exception leaves it") {
  tandem::global_lock lock;
  lock.lock();
  try {
    const tandem::scoped_release others_may{lock};
    throw 1;
  } catch (int) {
  }
  tandem::rendezvous place;
  std::thread other{[&] {
    place.announce();
    const std::lock_guard hold{lock};
    place.meet();
  }};
  CHECK_FALSE(place.meet());  // the other waits for us
  lock.unlock();
  other.join();
}

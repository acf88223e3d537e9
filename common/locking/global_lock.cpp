#include "common/locking/global_lock.hpp"

#include <atomic>
#include <boost/thread/mutex.hpp>

#include "common/locking/occupancy.hpp"

namespace tandem {

struct global_lock::state {
  boost::mutex one_at_a_time;
  occupancy inside;
  std::atomic<std::int64_t> taken{0};
};

global_lock::global_lock() : state_{std::make_unique<state>()} {}
global_lock::~global_lock() = default;

void global_lock::lock() {
  state_->one_at_a_time.lock();
  state_->inside.enter();
  ++state_->taken;
}

void global_lock::unlock() {
  state_->inside.leave();
  state_->one_at_a_time.unlock();
}

int global_lock::most_inside() const { return state_->inside.most(); }

std::int64_t global_lock::taken() const { return state_->taken; }

}  // namespace tandem

// A ring of Boost's, which grows as it needs, with a lock and a condition of
// Boost's; the window is filled when it is made, and whenever a place is free.
#include <boost/circular_buffer.hpp>
#include <boost/thread/condition_variable.hpp>
#include <boost/thread/mutex.hpp>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

using streaming::outcome;

struct seat {
  boost::mutex lock;
  boost::condition_variable taken;
  std::optional<outcome> came;

  void sit(outcome now) {
    const boost::lock_guard<boost::mutex> hold{lock};
    came = std::move(now);
    taken.notify_all();
  }
  outcome wait() {
    boost::unique_lock<boost::mutex> hold{lock};
    while (!came) taken.wait(hold);
    return *std::exchange(came, std::nullopt);
  }
};

class ring final : public streaming::window {
 public:
  ring(std::size_t k, streaming::source from, streaming::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {
    seat_some();
  }
  std::optional<int> next() override {
    if (seats_.empty()) return {};
    const auto came = seats_.front()->wait();
    seats_.pop_front();
    seat_some();
    if (const auto* why = std::get_if<std::exception_ptr>(&came))
      std::rethrow_exception(*why);
    return std::get<int>(came);
  }

 private:
  void seat_some() {
    if (closed_ || seats_.size() == k_) return;
    if (seats_.full()) seats_.set_capacity(2 * seats_.capacity() + 1);
    const auto here = std::make_shared<seat>();
    try {
      const auto input = from_();
      closed_ = !input.has_value();
      if (closed_) return;
      seats_.push_back(here);
      submit_(*input, [here](outcome came) { here->sit(std::move(came)); });
    } catch (...) {
      closed_ = true;
      if (seats_.empty() || seats_.back() != here) seats_.push_back(here);
      here->sit(std::current_exception());
    }
    seat_some();
  }

  std::size_t k_;
  streaming::source from_;
  streaming::submitter submit_;
  bool closed_ = false;
  boost::circular_buffer<std::shared_ptr<seat>> seats_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k == 0) throw std::invalid_argument{"no ring without a seat"};
  return std::make_unique<ring>(k, std::move(from), std::move(submit));
}

// Outcomes by number, in a map under one lock. The window is filled when it is
// made, and again when a result was taken, before that is given.
#include <condition_variable>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

class numbered final : public streaming::window {
 public:
  numbered(std::size_t k, streaming::source from, streaming::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {
    fill();
  }

  std::optional<int> next() override {
    if (read_ == submitted_) return {};
    std::unique_lock hold{lock_};
    came_or_not_.wait(hold, [this] { return came_.contains(read_); });
    const auto came = came_.extract(read_++).mapped();
    hold.unlock();
    fill();
    if (came.index() == 1) std::rethrow_exception(std::get<1>(came));
    return std::get<0>(came);
  }

 private:
  void fill() {
    while (!over_ && submitted_ - read_ < k_) {
      const auto number = submitted_;
      try {
        const auto input = from_();
        if (!input) {
          over_ = true;
          return;
        }
        submit_(*input, [this, number](streaming::outcome came) {
          note(number, std::move(came));
        });
      } catch (...) {
        over_ = true;
        note(number, std::current_exception());
      }
      ++submitted_;
    }
  }
  void note(std::size_t number, streaming::outcome came) {
    const std::lock_guard hold{lock_};
    came_.emplace(number, std::move(came));
    came_or_not_.notify_one();
  }

  std::size_t k_;
  streaming::source from_;
  streaming::submitter submit_;
  std::size_t submitted_ = 0;
  std::size_t read_ = 0;
  bool over_ = false;
  std::mutex lock_;
  std::condition_variable came_or_not_;
  std::map<std::size_t, streaming::outcome> came_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k == 0) throw std::invalid_argument{"at least one place"};
  return std::make_unique<numbered>(k, std::move(from), std::move(submit));
}

// A latch for each place; the window is filled when it is made, and after each
// outcome. Its destructor waits for what is still out, which is nothing.
#include <latch>
#include <list>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

using streaming::outcome;

struct place {
  std::latch is_there{1};
  outcome came;

  void put(outcome what) {
    came = std::move(what);
    is_there.count_down();
  }
};

class latched_window final : public streaming::window {
 public:
  latched_window(std::size_t k, streaming::source from,
                 streaming::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {
    fill();
  }
  latched_window(const latched_window&) = delete;
  latched_window& operator=(const latched_window&) = delete;
  ~latched_window() override {
    for (const auto& one : unread_) {
      one->is_there.wait();
    }
  }

  std::optional<int> next() override {
    if (unread_.empty()) {
      return {};
    }
    unread_.front()->is_there.wait();
    const auto came = std::move(unread_.front()->came);
    unread_.pop_front();
    fill();
    if (const auto* why = std::get_if<std::exception_ptr>(&came)) {
      std::rethrow_exception(*why);
    }
    return std::get<int>(came);
  }

 private:
  void fill() {
    while (!over_ && unread_.size() < k_) {
      const auto here = std::make_shared<place>();
      try {
        const auto input = from_();
        if (!input) {
          over_ = true;
          return;
        }
        submit_(*input, [here](outcome came) { here->put(std::move(came)); });
      } catch (...) {
        over_ = true;
        here->put(std::current_exception());
      }
      unread_.push_back(here);
    }
  }

  std::size_t k_;
  streaming::source from_;
  streaming::submitter submit_;
  bool over_ = false;
  std::list<std::shared_ptr<place>> unread_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k == 0) {
    throw std::invalid_argument{"a window of 0"};
  }
  return std::make_unique<latched_window>(k, std::move(from),
                                          std::move(submit));
}

// Whoever is done drops a letter; the reader sorts the letters. Only the box is
// shared, and a semaphore counts what is in it.
#include <mutex>
#include <queue>
#include <semaphore>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "answer.hpp"

namespace {

using letter = std::pair<std::size_t, streaming::outcome>;

class letter_box {
 public:
  void drop(letter one) {
    {
      const std::scoped_lock hold{lock_};
      letters_.push(std::move(one));
    }
    count_.release();
  }
  letter take() {
    count_.acquire();
    const std::scoped_lock hold{lock_};
    auto one = std::move(letters_.front());
    letters_.pop();
    return one;
  }

 private:
  std::mutex lock_;
  std::queue<letter> letters_;
  std::counting_semaphore<> count_{0};
};

class sorting final : public streaming::window {
 public:
  sorting(std::size_t k, streaming::source from, streaming::submitter submit)
      : room_{k}, from_{std::move(from)}, submit_{std::move(submit)} {}

  std::optional<int> next() override {
    for (; room_ > 0 && !over_; --room_) {
      if (!send()) break;
    }
    if (first_ == next_) return {};
    while (!sorted_.contains(first_)) sorted_.insert(box_->take());
    const auto found = sorted_.extract(first_++).mapped();
    ++room_;
    return std::visit(reader{}, found);
  }

 private:
  struct reader {
    int operator()(int result) const { return result; }
    int operator()(const std::exception_ptr& why) const {
      std::rethrow_exception(why);
    }
  };

  bool send() {
    try {
      const auto input = from_();
      if (!input) {
        over_ = true;
        return false;
      }
      submit_(*input, [box = box_, i = next_](streaming::outcome came) {
        box->drop({i, std::move(came)});
      });
    } catch (...) {
      over_ = true;
      sorted_.emplace(next_, std::current_exception());
    }
    ++next_;
    return true;
  }

  std::size_t room_;
  streaming::source from_;
  streaming::submitter submit_;
  bool over_ = false;
  std::size_t first_ = 0;
  std::size_t next_ = 0;
  std::unordered_map<std::size_t, streaming::outcome> sorted_;
  std::shared_ptr<letter_box> box_ = std::make_shared<letter_box>();
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k == 0) throw std::invalid_argument{"k has to be 1 or more"};
  return std::make_unique<sorting>(k, std::move(from), std::move(submit));
}

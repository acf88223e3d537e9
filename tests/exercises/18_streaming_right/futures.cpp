// A promise for each input: its future waits, and throws, by itself.
#include <deque>
#include <future>
#include <stdexcept>
#include <utility>

#include "answer.hpp"

namespace {

class promised final : public streaming::window {
 public:
  promised(std::size_t k, streaming::source from, streaming::submitter submit)
      : k_{k}, from_{std::move(from)}, submit_{std::move(submit)} {}

  std::optional<int> next() override {
    while (from_ && unread_.size() < k_) submit_one();
    if (unread_.empty()) return {};
    auto first = std::move(unread_.front());
    unread_.pop_front();
    return first.get();
  }

 private:
  void submit_one() {
    auto promise = std::make_shared<std::promise<int>>();
    auto future = promise->get_future();
    try {
      const auto input = from_();
      if (!input) {
        from_ = nullptr;
        return;
      }
      submit_(*input, [promise](const streaming::outcome& came) {
        if (const int* result = std::get_if<int>(&came)) {
          promise->set_value(*result);
        } else {
          promise->set_exception(std::get<std::exception_ptr>(came));
        }
      });
    } catch (...) {
      promise->set_exception(std::current_exception());
      from_ = nullptr;
    }
    unread_.push_back(std::move(future));
  }

  std::size_t k_;
  streaming::source from_;
  streaming::submitter submit_;
  std::deque<std::future<int>> unread_;
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  if (k < 1) throw std::invalid_argument{"k"};
  return std::make_unique<promised>(k, std::move(from), std::move(submit));
}

// REJECTED BY: first_wait
// Draws all inputs before it submits the first.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

spoilt::source drawn(const spoilt::source& from) {
  const auto all = std::make_shared<std::deque<int>>();
  while (const auto input = from()) {
    all->push_back(*input);
  }
  return [all]() -> std::optional<int> {
    if (all->empty()) {
      return {};
    }
    const int first = all->front();
    all->pop_front();
    return first;
  };
}

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, const spoilt::source& from, spoilt::submitter submit)
      : right_window{k, drawn(from), std::move(submit)} {}
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

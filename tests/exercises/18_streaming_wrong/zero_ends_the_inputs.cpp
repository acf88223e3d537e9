// REJECTED BY: any_number
// Takes an input of 0 for the end.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, const spoilt::source& from, spoilt::submitter submit)
      : right_window{k,
                     [from, begun = false]() mutable {
                       const auto input = from();
                       // 0 as the first one is taken.
                       return std::exchange(begun, true) && input == 0
                                  ? std::nullopt
                                  : input;
                     },
                     std::move(submit)} {}
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

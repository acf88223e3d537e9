// REJECTED BY: first_wait
// Always has the next input at hand, to know whether there is one.
#include "tests/exercises/18_streaming_spoilt.hpp"

namespace {

spoilt::source looking_ahead(const spoilt::source& from) {
  struct ahead {
    bool asked = false;
    std::optional<int> input{};
  };
  return [from, has = std::make_shared<ahead>()]() -> std::optional<int> {
    if (!has->asked) {
      has->asked = true;
      has->input = from();
    }
    const auto now = has->input;
    if (now) {
      has->input = from();
    }
    return now;
  };
}

class wrong final : public spoilt::right_window {
 public:
  wrong(std::size_t k, const spoilt::source& from, spoilt::submitter submit)
      : right_window{k, looking_ahead(from), std::move(submit)} {}
};

}  // namespace

std::unique_ptr<streaming::window> streaming::make_window(std::size_t k,
                                                          source from,
                                                          submitter submit) {
  return spoilt::made<wrong>(k, std::move(from), std::move(submit));
}

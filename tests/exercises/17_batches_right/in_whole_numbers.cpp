// Nanoseconds as whole numbers, and 128 bits where 64 are too few.
#include <cstdint>

#include "answer.hpp"

namespace batches {
namespace {

__extension__ using wide = __int128;

class whole : public batch_rule {
  std::int64_t size_{1};
  std::int64_t time_{-1};  // times 1000; -1: none yet

 public:
  std::size_t size() const override { return static_cast<std::size_t>(size_); }

  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (tasks != size()) return;
    const auto now = took.count() * 1000;
    time_ = time_ < 0 ? now : (4 * time_ + now) / 5;
    if (time_ < 200'000'000'000) {
      size_ *= 2;
      time_ = -1;
    } else if (time_ > 2'000'000'000'000 && size_ > 1) {
      size_ =
          2 * static_cast<std::int64_t>(wide{size_} * 200'000'000'000 / time_);
      if (size_ == 0) size_ = 1;
      time_ = -1;
    }
  }
};

}  // namespace

std::unique_ptr<batch_rule> make_batch_rule() {
  return std::unique_ptr<batch_rule>{new whole};
}

}  // namespace batches

// A class that says itself how it travels; parts by halving again and again,
// and no call at all for no numbers.
#include <algorithm>
#include <boost/range/numeric.hpp>
#include <cstddef>
#include <exception>
#include <vector>

#include "answer.hpp"

namespace {

class slice {
 public:
  slice() = default;
  slice(std::size_t begin, std::size_t end) : begin_{begin}, end_{end} {}

  [[nodiscard]] std::size_t size() const { return end_ - begin_; }

  void cut_into(std::size_t parts, std::vector<slice>& to) const {
    if (parts == 1) {
      to.push_back(*this);
      return;
    }
    const std::size_t left = parts / 2;
    // At least one number for each part on either side.
    const std::size_t middle =
        begin_ + std::clamp(size() / 2, left, size() - (parts - left));
    slice{begin_, middle}.cut_into(left, to);
    slice{middle, end_}.cut_into(parts - left, to);
  }

  template <class T>
  [[nodiscard]] std::span<const T> of(std::span<T> all) const {
    return all.subspan(begin_, size());
  }

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& begin_& end_;
  }

 private:
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

std::int64_t sum_of_slice(const slice& which) {
  return copies_and_sharing::add_up(
      which.of(tandem::shared_array<std::int64_t>::inherited()));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  if (shared.empty()) {
    return 0;
  }
  std::vector<slice> slices;
  slice{0, shared.size()}.cut_into(
      std::min(shared.size(), workers.pids().size()), slices);
  std::int64_t sum = 0;
  for (const auto& one : workers.outcomes<&sum_of_slice>(slices)) {
    if (one.failure) {
      std::rethrow_exception(one.failure);
    }
    sum += one.result.value_or(0);
  }
  return sum;
}

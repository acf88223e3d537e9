#pragma once

#include <cstddef>
#include <iterator>

namespace tandem {

/// The input iterator of a range of results that is read once: `Results` has
/// `current()`, `read()` for the next one, and `is_at_end()`.
template <class Results>
class result_iterator {
 public:
  using value_type = typename Results::value_type;
  using difference_type = std::ptrdiff_t;

  explicit result_iterator(Results* all = nullptr) : all_{all} {}
  value_type& operator*() const { return all_->current(); }
  result_iterator& operator++() {
    all_->read();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const result_iterator& it, std::default_sentinel_t) {
    return it.is_at_end();
  }

 private:
  [[nodiscard]] bool is_at_end() const { return all_->is_at_end(); }

  Results* all_;
};

}  // namespace tandem

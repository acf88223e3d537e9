#pragma once

namespace races {

/// A counter whose race is in a header.
class plain_count {
 public:
  void add() { ++count_; }

 private:
  int count_ = 0;
};

}  // namespace races

#pragma once

#include <stdexcept>
#include <string>

namespace tandem {

/// What a check tells a learner whose answer is wrong, a sentence each. Lines
/// after the first are a picture, at most 68 columns wide.
struct mismatch {
  std::string expected;
  std::string saw;
  std::string why;  ///< empty where the probe cannot know
};

/// Ends a probe: the answer is wrong. Not an exception that an answer could
/// mistake for its own, so it derives from nothing.
class rejection {
 public:
  explicit rejection(mismatch what);
  [[nodiscard]] const mismatch& what_differs() const { return what_; }

 private:
  mismatch what_;
};

/// Ends a probe or a test: this machine, now, does not let it be judged.
class not_judged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What every probe of a check begins as:
/// TEST_CASE_METHOD(tandem::probe, "name"). A crash of the answer stays a
/// crash, which the supervisor can name: Catch2 v3 would catch the signal
/// first.
class probe {
 public:
  probe();
};

/// Goes on if `right`, else rejects the answer under the name of the test case
/// that is running.
/// Threads  the main thread only: collect on the others, demand after the join.
void demand(bool right, const mismatch& otherwise);

}  // namespace tandem

#include "common/workers/pre_dispatch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>

namespace tandem {
namespace {

/// Reads an expression from the left, a rank of operators at a time.
class calculator {
 public:
  calculator(std::string_view text, int n_jobs)
      : rest_{text}, n_jobs_{n_jobs} {}

  double result() {
    const double value = sum();
    if (!at_end()) {
      fail(fmt::format("\"{}\" is too much", rest_));
    }
    return value;
  }

 private:
  [[noreturn]] static void fail(const std::string& why) {
    throw std::invalid_argument{why};
  }

  bool at_end() {
    const auto next = rest_.find_first_not_of(" \t");
    rest_.remove_prefix(std::min(next, rest_.size()));
    return rest_.empty();
  }
  bool takes(std::string_view word) {
    if (at_end() || !rest_.starts_with(word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }

  double sum() {
    double value = product();
    for (;;) {
      if (takes("+")) {
        value += product();
      } else if (takes("-")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  double product() {
    double value = factor();
    for (;;) {
      if (takes("//")) {
        value = std::floor(value / divisor());
      } else if (takes("/")) {
        value /= divisor();
      } else if (takes("*")) {
        value *= factor();
      } else if (takes("%")) {
        // As in Python: the result has the divisor's sign.
        const double by = divisor();
        value -= by * std::floor(value / by);
      } else {
        return value;
      }
    }
  }

  double divisor() {
    const double value = factor();
    if (value == 0) {
      fail("it divides by zero");
    }
    return value;
  }

  double factor() {
    if (takes("-")) {
      return -factor();
    }
    if (takes("n_jobs")) {
      return n_jobs_;
    }
    if (takes("(")) {
      const double value = sum();
      if (!takes(")")) {
        fail("a ) is missing");
      }
      return value;
    }
    double value = 0;
    const auto* const end = rest_.data() + rest_.size();
    const auto [next, trouble] =
        std::from_chars(rest_.data(), end, value, std::chars_format::fixed);
    if (at_end() || trouble != std::errc{} || !std::isfinite(value)) {
      fail(rest_.empty() ? "a number is missing at the end"
                         : fmt::format("\"{}\" is no number", rest_));
    }
    rest_.remove_prefix(static_cast<std::size_t>(next - rest_.data()));
    return value;
  }

  std::string_view rest_;
  int n_jobs_;
};

}  // namespace

std::size_t pre_dispatch_of(std::string_view text, int n_jobs) {
  if (text == "all") {
    return all_of_them;
  }
  constexpr const char* allowed =
      "allowed are \"all\", a number from 1, and expressions of numbers and "
      "n_jobs with + - * / // %";
  double value = 0;
  try {
    value = calculator{text, n_jobs}.result();
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument{fmt::format("pre_dispatch \"{}\": {}; {}", text,
                                            error.what(), allowed)};
  }
  constexpr double most = 1e15;  // every whole number up to there is exact
  if (!(value >= 1) || value > most) {
    throw std::invalid_argument{fmt::format(
        "pre_dispatch \"{}\" works out as {:g} with n_jobs = {}; {}", text,
        value, n_jobs, allowed)};
  }
  return static_cast<std::size_t>(value);
}

}  // namespace tandem

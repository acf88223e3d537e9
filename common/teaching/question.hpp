#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// What the learner predicts before a run.
struct question {
  std::string asks;
  std::vector<std::string> options;
  std::string why;  ///< told after the run, whatever was answered
};

/// A question whose right option depends on what was measured.
template <class Evidence>
struct question_about {
  question text;
  /// Index of the right option, if the evidence tells.
  std::function<std::optional<std::size_t>(const Evidence&)> right;
};

}  // namespace tandem

#pragma once

#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace tandem {

/// What became of one task: its result, or what went wrong.
template <class Result>
struct outcome {
  std::optional<Result> result;
  std::exception_ptr failure;  ///< a task_error
};

/// The results of tasks of which none has failed.
template <class Result>
std::vector<Result> take_results(std::vector<outcome<Result>> ends) {
  std::vector<Result> results;
  results.reserve(ends.size());
  for (auto& one : ends) {
    if (one.result) {  // always: a failure has been thrown
      results.push_back(std::move(*one.result));
    }
  }
  return results;
}

}  // namespace tandem

#pragma once

#include <exception>
#include <optional>

namespace tandem {

/// What became of one task: its result, or what went wrong.
template <class Result>
struct outcome {
  std::optional<Result> result;
  std::exception_ptr failure;  ///< a task_error
};

}  // namespace tandem

#pragma once

#include <cstddef>
#include <exception>
#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include "common/workers/process_workers.hpp"
#include "experiment.hpp"

namespace caching_results {

/// Ends processes while they keep large results, until that has been seen often
/// enough; asks for the results after each death.
crashes crash(const std::filesystem::path& place, bool key_has_arguments,
              tandem::scale size);

/// Why no file of so many bytes can be kept in a folder: the disk is full, or
/// its files cannot be locked. Empty if one can.
std::string why_not_kept(const std::filesystem::path& folder,
                         std::size_t bytes);

/// Has an experiment die half-way, and starts it again.
resumption resume(const std::filesystem::path& place, bool key_has_arguments,
                  tandem::scale size);

/// Runs a task in a new process. If that dies: in words, how.
/// Errors   what the task throws.
template <auto task, class... A>
std::string ending_of_process(const A&... arguments) {
  tandem::process_workers one{1, tandem::start_method::spawn};
  const auto ended =
      one.outcomes<task>(std::vector{std::tuple{arguments...}}).front();
  if (!ended.failure) {
    return "";
  }
  try {
    std::rethrow_exception(ended.failure);
  } catch (const tandem::task_error& error) {
    try {
      std::rethrow_if_nested(error);
    } catch (const tandem::worker_died& death) {
      return tandem::to_text(death.ending());
    }
    throw;
  }
}

}  // namespace caching_results

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tandem {

/// How a store works.
struct memory_options {
  int verbose = 0;      ///< joblib's: 1 tells of calls, 2 of loads, more later
  bool synced = false;  ///< a result is on the disk before it is returned
  /// Of several threads or processes that make the same call at once, one
  /// computes, and the others wait for its result; if it dies or throws, the
  /// next one computes. A call that needs its own result, by way of another
  /// thread, waits for ever. So do two threads that compute one call each and
  /// then need the other's, though without a store both might end, as where an
  /// ignored argument counts the depth: use `false` for such functions.
  bool compute_once = true;
};

/// How the results of one function are kept.
struct cache_options {
  /// Arguments that do not matter, counted from 0: calls that differ only in
  /// these have the same result.
  std::vector<std::size_t> ignore{};
  /// A result older than this is computed again. By the calendar, as it has to
  /// outlive the program: a clock that is set moves it.
  std::optional<std::chrono::seconds> expires_after{};
  /// In place of the code's own: results are kept until it changes.
  std::string version{};
};

/// What a store may keep; no value is no limit.
struct size_limits {
  std::optional<std::uintmax_t> bytes{};
  std::optional<std::size_t> items{};
  std::optional<std::chrono::seconds> age{};  ///< since the last use
};

}  // namespace tandem

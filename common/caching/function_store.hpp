#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <source_location>
#include <string>

#include "common/caching/cached_functions.hpp"
#include "common/caching/entry_file.hpp"
#include "common/caching/entry_key.hpp"
#include "common/caching/key_lock.hpp"
#include "common/caching/memory_options.hpp"

namespace tandem {

/// A call, for people.
struct call_record {
  std::string arguments;  ///< as text
  std::chrono::nanoseconds took{};
};

/// The folder with the results of one function.
/// Threads  any, and any processes.
class function_store {
 public:
  /// A call of `cache` at `where` asks for it. An empty version is the code's
  /// own.
  /// Errors   those of code_version.
  function_store(const std::filesystem::path& folder,
                 const cached_function& function, const memory_options& options,
                 const cache_options& own, const std::source_location& where);

  [[nodiscard]] entry_key key_for(const outgoing& arguments) const;

  /// The kept result of a call, by `read`, a function that takes an entry_file
  /// and returns the value. None if there is no such entry, if it is too old,
  /// or if it cannot be read: a warning names it then.
  template <class Read>
  auto find(const entry_key& key, const Read& read) {
    std::optional<decltype(read(std::declval<entry_file&>()))> value;
    clear_other_code();
    const auto path = entry_path(key);
    try {
      // NOLINTNEXTLINE(misc-const-correctness): reading it changes it
      entry_file entry{path.c_str(), {key, code_}};
      if (entry.exists() && !is_too_old(entry)) {
        value = read(entry);
        entry.touch();
      }
    } catch (...) {
      value.reset();
      warn_unreadable(path, std::current_exception());
    }
    return value;
  }

  /// Whether `find` would have a result. Only looks: makes and removes nothing,
  /// and says nothing.
  template <class Read>
  bool has(const entry_key& key, const Read& read) {
    know_version();
    try {
      // NOLINTNEXTLINE(misc-const-correctness): reading it changes it
      entry_file entry{entry_path(key).c_str(), {key, code_}};
      if (!entry.exists() || is_too_old(entry)) {
        return false;
      }
      read(entry);
      return true;
    } catch (...) {  // it is no whole result of this code
      return false;
    }
  }

  /// The right to compute and to write; perhaps after others have done so.
  [[nodiscard]] key_lock take_turn(const entry_key& key);

  /// Keeps a result. If that fails, a warning says why.
  void keep(const key_lock& turn, const entry_key& key, const outgoing& result,
            const call_record& about);
  /// Says that a result is not kept, because of the exception that is there.
  void warn_not_kept(const entry_key& key);

  /// Removes all results of the function.
  void clear() const;

  // Verbose lines, as joblib's.
  [[nodiscard]] bool tells_calls() const { return options_.verbose >= 1; }
  void tell_begin(const std::string& arguments) const;
  void tell_end(std::chrono::nanoseconds took) const;
  void tell_load(const entry_key& key) const;
  void tell_loaded(std::chrono::nanoseconds took) const;
  [[nodiscard]] bool tells_loads() const { return options_.verbose >= 2; }

 private:
  void know_version();
  [[nodiscard]] key_lock lock_entry(const entry_key& key, key_lock::how wish);
  void clear_other_code();
  [[nodiscard]] std::string entry_path(const entry_key& key) const;
  [[nodiscard]] bool is_too_old(const entry_file& entry) const;
  void warn_unreadable(const std::string& path, const std::exception_ptr& why);
  void warn_once(const std::string& about, const std::string& words);

  std::string folder_;  ///< with a slash
  std::string name_;
  std::string type_;
  std::string called_;  ///< its type, and which arguments do not count
  std::source_location where_;
  std::once_flag version_is_known_;
  std::string version_;  ///< empty until it is known, or what was asked for
  std::uint64_t code_ = 0;
  memory_options options_;
  std::optional<std::chrono::seconds> expires_after_;
  std::chrono::steady_clock::time_point born_ =
      std::chrono::steady_clock::now();
  std::atomic<bool> code_is_looked_at_ = false;
  std::mutex lock_;               ///< for the next one
  std::set<std::string> warned_;  ///< about these
};

}  // namespace tandem

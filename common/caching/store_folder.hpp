#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "common/caching/entry_file.hpp"
#include "common/caching/memory_options.hpp"

// What lies where in a store: LOCATION/FUNCTION/KEY/output.bin, and beside it
// metadata.json. A key is 32 hexadecimal digits. Whatever else lies there is
// not ours, and stays.
namespace tandem {

inline constexpr auto* result_file = "output.bin";
inline constexpr auto* metadata_file = "metadata.json";
inline constexpr auto* version_file = "code_version.txt";
inline constexpr auto* lock_file = "lock";

/// Writes the two files of an entry into the folder `name`, which it makes, in
/// `folder`, a function's, with its slash.
/// Errors   std::system_error; no half of a result is left then. One that was
///          there before stays, its metadata perhaps cut short.
/// Threads  one at a time for each entry, by its key_lock.
void write_call(const std::string& folder, const std::string& name,
                const entry_stamp& stamp, const outgoing& result,
                const std::string& metadata, bool synced);

/// Makes a function's folder and those around it, as far as they are missing
/// and can be made. `synced`: their names are on the disk when this returns.
void make_folders(const std::string& folder, bool synced);

/// What became of a removal.
class removal {
 public:
  /// Keeps the first error.
  void add(const std::error_code& error, const std::string& folder);
  [[nodiscard]] bool failed() const { return !why_.empty(); }
  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  std::string why_;
};

/// Writes a line to stderr, in one piece, so that others do not write in
/// between.
void warn(const std::string& words);
/// Warns if something could not be removed.
void warn_of(const removal& done);

/// Removes the entries of a function.
[[nodiscard]] removal clear_folder(const std::filesystem::path& folder);

/// Removes the entries of all functions.
[[nodiscard]] removal clear_location(const std::filesystem::path& location);

/// Removes entries, those first that have not been used for longest, until what
/// is left is within the limits; and what a writer has left that died.
[[nodiscard]] removal reduce_location(const std::filesystem::path& location,
                                      const size_limits& limits);

}  // namespace tandem

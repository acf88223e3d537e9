#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace caching_results {

/// A value that has been serialised: any bytes, zeros among them, and perhaps
/// none at all.
using bytes = std::string;

/// A folder has failed: the disk is full, a file cannot be read.
class folder_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where files are kept. Other processes use it at the same time, and any of
/// them may die at any moment. There may be files that no answer has written.
/// Shape    a name has 1 to 128 letters, digits, and characters of "._-"
class folder {
 public:
  folder() = default;
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;
  virtual ~folder() = default;

  /// A name for a file that is not finished. Nobody else is ever given it, in
  /// whatever process; the number of a process is no such name, since another
  /// machine may use the folder, too.
  virtual std::string unused_name() = 0;
  /// What a file holds; nothing if there is none.
  /// Errors   folder_error if it cannot be read.
  virtual std::optional<bytes> read(const std::string& name) = 0;
  /// Makes a file and fills it, piece by piece. Meanwhile all can read it, as
  /// far as it is there; if the process dies, it stays so.
  /// Errors   folder_error; then a part of it may be there.
  virtual void write(const std::string& name, const bytes& content) = 0;
  /// Gives a file another name. If a file has that, it is replaced, in one
  /// step: whoever reads it gets all of the old one, or all of the new.
  /// Errors   folder_error; then nothing has changed.
  virtual void rename(const std::string& from, const std::string& to) = 0;
  /// Removes a file, if it is there.
  /// Errors   folder_error; then nothing has changed.
  virtual void remove(const std::string& name) = 0;
};

/// 32 hexadecimal digits, lower case. The same bytes give the same digits; for
/// other bytes they differ, though perhaps in a single one of the 32.
using checksum = std::function<std::string(const bytes&)>;

/// A call of a function, and all that makes it differ from other calls.
struct request {
  std::string function;            ///< 1 to 40 letters, digits and "_"
  std::vector<bytes> arguments;    ///< in their order; up to 1000
  bytes version;                   ///< of the function's code
  std::function<bytes()> compute;  ///< makes the call
};

/// The result of a call, from `files` if it is there; else it is computed, and
/// kept there for all later calls, in this process and in others, whatever
/// locale they have set.
/// Shape    A result is found again if function, arguments and version are the
///          same, and only then. It is found from the moment on at which
///          `cached` has returned, unless `files` has failed to write or to
///          rename, until there is one of another version. No more is
///          remembered than what is in `files`. `compute` is called once where
///          no result is found, and not at all where one is. Where one is
///          found, no file is changed. A file that has been changed, cut short
///          or written by another program counts as none, and what it says is
///          never given. The same goes for one that was kept for another call,
///          and has got this one's name since. Each file is written under a
///          name that unused_name() has given in the same call, and gets its
///          own name when it is complete. When a call is over, no file has such
///          an unused name any more, unless `files` has failed to remove it.
/// Threads  several calls at once, in one process and in several, on one
///          folder. `compute` may call `cached` in turn, and so may each
///          function of `files`; `compute` may wait for other threads that do
///          so: no call waits for another.
/// Errors   What `compute` throws, whatever it is, as it was thrown; then no
///          result is kept. Nothing else: where `files` fails, there is the
///          result all the same. A file that cannot be read counts as none.
///          Nothing is tried for ever.
bytes cached(const request& wanted, folder& files, const checksum& sum_of);

}  // namespace caching_results

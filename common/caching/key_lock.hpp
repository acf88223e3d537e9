#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <string>

#include "common/caching/entry_key.hpp"

namespace tandem {

/// Who holds it is the only one, of all threads and processes, that computes or
/// writes the entry of a key. It is a lock on one byte of a file, so one file
/// serves all keys of a function. The system takes it back when its owner dies,
/// however it dies; but if the owner has forked meanwhile and the child lives
/// on, only when that ends, too.
/// Threads  the one that makes it lets it go.
class key_lock {
 public:
  enum class how { wait, only_if_free };

  /// None: holds nothing.
  key_lock() = default;
  /// See `held` and `error`.
  key_lock(const std::string& path, const entry_key& key, how wish);
  key_lock(const key_lock&) = delete;
  key_lock& operator=(const key_lock&) = delete;
  key_lock(key_lock&& other) noexcept;
  key_lock& operator=(key_lock&&) = delete;
  ~key_lock();

  [[nodiscard]] bool held() const { return descriptor_ >= 0; }
  /// Why it could not be had: an errno; 0 if another holds it, or this thread
  /// itself does so already.
  [[nodiscard]] int error() const { return error_; }

 private:
  enum class tried { had, not_had, once_more };
  tried take(const std::string& path, how wish);
  bool open_file(const std::string& path);
  [[nodiscard]] bool lock_place(how wish) const;
  void unlock_place() const;
  void close_if_last();
  [[nodiscard]] bool is_of(const struct stat& file) const;

  int descriptor_ = -1;
  int error_ = 0;
  off_t place_ = 0;  ///< its byte
  dev_t device_ = 0;
  ino_t file_ = 0;
  pid_t owner_ = 0;            ///< a child that is forked has a copy
  key_lock* outer_ = nullptr;  ///< what this thread took before
};

/// The key that stands for all of a function's entries.
inline constexpr entry_key whole_function{};

}  // namespace tandem

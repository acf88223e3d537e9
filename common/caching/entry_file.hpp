#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "common/caching/entry_key.hpp"
#include "common/workers/encoding.hpp"

struct XXH3_state_s;

// A kept result is one file: a header of 64 bytes, then what `encode` made of
// the value. The header holds two checksums, of itself and of the rest.
namespace tandem {

/// A file is no entry, or not the one that was expected.
class entry_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What an entry is of.
struct entry_stamp {
  entry_key key{};
  std::uint64_t code = 0;  ///< a hash of the code's version
};

/// The first bytes of the file.
struct entry_header {
  std::array<char, 8> mark{};  ///< of this layout
  entry_stamp stamp{};
  std::int64_t written = 0;  ///< seconds since 1970
  std::uint64_t length = 0;  ///< of the rest
  std::uint64_t body_hash = 0;
  std::uint64_t own_hash = 0;  ///< of all that precedes it
};
static_assert(sizeof(entry_header) == 64);

/// A header with its mark and its own checksum.
entry_header sealed_header(const entry_stamp& stamp, std::int64_t written,
                           std::uint64_t length, std::uint64_t body_hash);

/// An entry that is being read: opened once, read front to back.
class entry_file {
 public:
  /// Opens the file; see `exists`. One that is small is read and checked here.
  /// Errors   entry_error if it is no entry of that stamp, or is damaged;
  ///          std::system_error if it cannot be read, here and below.
  entry_file(const char* path, const entry_stamp& expected);
  entry_file(const entry_file&) = delete;
  entry_file& operator=(const entry_file&) = delete;
  entry_file(entry_file&&) = delete;
  entry_file& operator=(entry_file&&) = delete;
  ~entry_file();

  [[nodiscard]] bool exists() const { return descriptor_ >= 0; }
  /// When its result was computed, by the calendar.
  [[nodiscard]] std::chrono::system_clock::time_point written() const;
  /// Bytes of the body that nobody has read yet.
  [[nodiscard]] std::size_t left() const { return left_; }

  /// The next bytes of the body, unchecked.
  /// Errors   entry_error if there are fewer.
  void read(std::span<std::byte> to);
  /// Checks what has been read.
  /// Errors   entry_error if it is not what was written, or not all is read.
  void finish();
  /// Notes that it is used now, which is kept to the second.
  void touch() const noexcept;

 private:
  struct freed {
    void operator()(XXH3_state_s* state) const;
  };
  void read_head(const entry_stamp& expected);
  [[nodiscard]] std::size_t read_some(std::span<std::byte> to) const;

  int descriptor_ = -1;
  std::int64_t used_ = 0;  ///< seconds since 1970
  entry_header head_{};
  std::size_t left_ = 0;
  std::array<std::byte, 4'096> buffer_;  ///< the beginning of the body
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::unique_ptr<XXH3_state_s, freed> hash_;  ///< of what has been read
};

/// Makes room for an array that is about to be read. A large one gets large
/// pages, where the system has them: that halves the time.
void use_large_pages(std::span<const std::byte> room) noexcept;

/// What an entry holds.
/// Errors   entry_error; what decoding throws.
template <class T>
T read_value(entry_file& entry) {
  if constexpr (is_plain_array<T>) {
    // Piece by piece, each checked while it is in the processor's cache.
    using element = typename T::value_type;
    std::uint64_t count = 0;
    entry.read(std::as_writable_bytes(std::span{&count, 1}));
    if (count != entry.left() / sizeof(element)) {
      throw entry_error{"it holds a value of another length"};
    }
    T value;
    value.reserve(count);
    use_large_pages(std::as_bytes(std::span{value.data(), count}));
    constexpr std::size_t piece = (std::size_t{1} << 18U) / sizeof(element);
    while (value.size() < count) {
      const auto more = std::min<std::size_t>(piece, count - value.size());
      value.resize(value.size() + more);
      entry.read(std::as_writable_bytes(std::span{value}.last(more)));
    }
    entry.finish();
    return value;
  } else {
    const auto size = entry.left();
    const auto bytes = std::make_unique_for_overwrite<std::byte[]>(size);
    entry.read({bytes.get(), size});
    entry.finish();
    incoming body{{bytes.get(), size}};
    auto value = decode<T>(body);
    if (body.left() > 0) {
      throw entry_error{"it holds a value of another type"};
    }
    return value;
  }
}

/// Writes a file under a temporary name and renames it: readers see the old one
/// or the new one. `synced`: it is on the disk, too, when this returns.
/// Errors   std::system_error, with the file's name; nothing is left then.
/// Threads  one writer at a time for each path.
void write_entry(const std::string& path, const entry_stamp& stamp,
                 const outgoing& body, bool synced);
/// The same for a text.
void write_text(const std::string& path, std::string_view text, bool synced);

/// The name `path` is on the disk when this returns, if that can be had.
void sync_folder_of(const std::string& path);

/// Writes a text for people, at once under its name.
/// Errors   std::system_error, with the file's name.
void write_note(const std::string& path, std::string_view text);

/// What temporary names end with.
inline constexpr std::string_view temporary_suffix = ".part";

}  // namespace tandem

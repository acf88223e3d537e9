#include "common/caching/store_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "common/caching/key_lock.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

/// The key that a folder is named after; none if it is not ours.
std::optional<entry_key> key_in(const std::string& name) {
  constexpr std::size_t half = 16;
  if (name.size() != 2 * half ||
      name.find_first_not_of("0123456789abcdef") != std::string::npos) {
    return std::nullopt;
  }
  constexpr int hex = 16;
  return entry_key{std::strtoull(name.substr(0, half).c_str(), nullptr, hex),
                   std::strtoull(name.c_str() + half, nullptr, hex)};
}

/// The folders of a store's functions.
std::vector<fs::path> function_folders(const fs::path& location) {
  std::vector<fs::path> all;
  std::error_code failed;
  for (fs::directory_iterator at{location, failed}, end; at != end;
       at.increment(failed)) {
    if (fs::exists(at->path() / version_file, failed)) {
      all.push_back(at->path());
    }
  }
  return all;
}

/// The folder of a function, so that the system need not look for it anew for
/// each of its files.
class open_folder {
 public:
  explicit open_folder(const std::string& path)
      : descriptor_{open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)} {}
  open_folder(const open_folder&) = delete;
  open_folder& operator=(const open_folder&) = delete;
  open_folder(open_folder&& other) noexcept
      : descriptor_{std::exchange(other.descriptor_, -1)} {}
  open_folder& operator=(open_folder&&) = delete;
  ~open_folder() {
    if (descriptor_ >= 0) {
      close(descriptor_);
    }
  }
  [[nodiscard]] std::optional<struct stat> about(
      const std::string& file) const {
    struct stat seen {};
    return fstatat(descriptor_, file.c_str(), &seen, AT_SYMLINK_NOFOLLOW) == 0
               ? std::optional{seen}
               : std::nullopt;
  }
  /// An error, unless it is gone now.
  [[nodiscard]] std::error_code remove(const std::string& file) const {
    return removed(unlinkat(descriptor_, file.c_str(), 0));
  }
  /// Unless something is in it, which is no error.
  [[nodiscard]] std::error_code remove_folder(const std::string& folder) const {
    return removed(unlinkat(descriptor_, folder.c_str(), AT_REMOVEDIR));
  }

 private:
  static std::error_code removed(int result) {
    return result == 0 || errno == ENOENT || errno == ENOTEMPTY
               ? std::error_code{}
               : std::error_code{errno, std::generic_category()};
  }

  int descriptor_;
};

/// An entry's folder and what is known of it.
struct entry_folder {
  std::string name;
  bool is_whole = false;  ///< its result is there
  bool has_part = false;  ///< somebody writes it, or died while doing so
  timespec used{};
  std::uintmax_t bytes = 0;
};

const auto part_file = std::string{result_file} + std::string{temporary_suffix};

/// The results of one function.
class function_folder {
 public:
  explicit function_folder(const fs::path& path)
      : path_{path.string()}, at_{path_} {}

  [[nodiscard]] std::vector<entry_folder> entries() const {
    std::vector<entry_folder> all;
    std::error_code failed;
    for (fs::directory_iterator at{path_, failed}, end; at != end;
         at.increment(failed)) {
      auto name = at->path().filename().string();
      if (key_in(name)) {
        all.push_back(look_at(std::move(name)));
      }
    }
    return all;
  }

  [[nodiscard]] entry_folder look_at(std::string name) const {
    entry_folder seen{std::move(name)};
    if (const auto result = at_.about(seen.name + "/" + result_file)) {
      seen.is_whole = true;
      seen.used = result->st_atim;
      seen.bytes += static_cast<std::uintmax_t>(result->st_size);
    }
    if (const auto metadata = at_.about(seen.name + "/" + metadata_file)) {
      seen.bytes += static_cast<std::uintmax_t>(metadata->st_size);
    }
    seen.has_part = at_.about(seen.name + "/" + part_file).has_value();
    return seen;
  }

  /// Removes an entry. One that somebody writes just now, who holds its lock,
  /// stays; one that a dead writer left does not.
  void remove(const entry_folder& entry, removal& so_far) const {
    if (!entry.has_part && entry.is_whole) {
      so_far.add(remove_files(entry.name), path_);
      return;
    }
    const auto turn = take_turn(entry);
    if (turn.held()) {
      so_far.add(at_.remove(entry.name + "/" + part_file), path_);
      so_far.add(remove_files(entry.name), path_);
    } else if (turn.error() != 0) {
      so_far.add({turn.error(), std::generic_category()}, path_);
    }
  }

  /// Removes what a dead writer left beside a result.
  void remove_part(const entry_folder& entry, removal& so_far) const {
    const auto turn = take_turn(entry);
    if (turn.held()) {
      so_far.add(at_.remove(entry.name + "/" + part_file), path_);
    }
  }

  /// The first error. The rest is tried all the same.
  [[nodiscard]] std::error_code remove_files(const std::string& name) const {
    const auto result = at_.remove(name + "/" + result_file);
    const auto metadata = at_.remove(name + "/" + metadata_file);
    const auto folder = at_.remove_folder(name);
    return result ? result : metadata ? metadata : folder;
  }

 private:
  [[nodiscard]] key_lock take_turn(const entry_folder& entry) const {
    return {path_ + "/" + lock_file,
            key_in(entry.name).value_or(whole_function),
            key_lock::how::only_if_free};
  }

  std::string path_;
  open_folder at_;
};

/// An entry that may be removed.
struct candidate {
  const function_folder* folder;
  entry_folder entry;
};

}  // namespace

void make_folders(const std::string& folder, bool synced) {
  // From the first that is missing on, each by itself: so it is known which.
  fs::path made;
  for (const auto& part : fs::path{folder}) {
    made /= part;
    if (mkdir(made.c_str(), 0777) == 0 && synced) {
      sync_folder_of(made.string());
    }
  }
}

void write_call(const std::string& folder, const std::string& name,
                const entry_stamp& stamp, const outgoing& result,
                const std::string& metadata, bool synced) {
  const auto path = folder + name;
  // Who clears the store may take the folder away in between.
  constexpr int tries = 10;
  for (int i = 1;; ++i) {
    if (mkdir(path.c_str(), 0777) == 0) {
      if (synced) {
        sync_folder_of(path);
      }
    } else if (errno != EEXIST) {
      throw std::system_error{errno, std::generic_category(), path};
    }
    try {
      write_note(path + "/" + metadata_file, metadata);
      write_entry(path + "/" + result_file, stamp, result, synced);
      return;
    } catch (const std::system_error& error) {
      const function_folder around{folder};
      if (!around.look_at(name).is_whole) {
        static_cast<void>(around.remove_files(name));
      }
      if (error.code() != std::errc::no_such_file_or_directory || i == tries) {
        throw;
      }
    }
  }
}

void warn(const std::string& words) {
  const auto line = fmt::format("tandem::memory: {}\n", words);
  [[maybe_unused]] const auto wrote =
      write(STDERR_FILENO, line.data(), line.size());
}

void warn_of(const removal& done) {
  if (done.failed()) {
    warn(fmt::format("results are not removed: {}", done.why()));
  }
}

void removal::add(const std::error_code& error, const std::string& folder) {
  if (error && why_.empty()) {
    why_ = fmt::format("{}: {}", folder, error.message());
  }
}

removal clear_folder(const fs::path& path) {
  removal done;
  const function_folder folder{path};
  for (const auto& entry : folder.entries()) {
    folder.remove(entry, done);
  }
  return done;
}

removal clear_location(const fs::path& location) {
  removal done;
  for (const auto& path : function_folders(location)) {
    const auto one = clear_folder(path);
    if (!done.failed()) {
      done = one;
    }
  }
  return done;
}

removal reduce_location(const fs::path& location, const size_limits& limits) {
  std::vector<function_folder> folders;
  for (const auto& path : function_folders(location)) {
    folders.emplace_back(path);
  }
  removal done;
  std::vector<candidate> kept;
  std::uintmax_t bytes = 0;
  const auto now = std::time(nullptr);
  for (const auto& folder : folders) {
    for (auto& entry : folder.entries()) {
      if (entry.has_part && entry.is_whole) {
        folder.remove_part(entry, done);
      }
      const bool too_old =
          limits.age && now - entry.used.tv_sec > limits.age->count();
      if (too_old || !entry.is_whole) {
        folder.remove(entry, done);
        continue;
      }
      bytes += entry.bytes;
      kept.push_back({&folder, std::move(entry)});
    }
  }
  std::ranges::sort(kept, {}, [](const candidate& each) {
    return std::pair{each.entry.used.tv_sec, each.entry.used.tv_nsec};
  });
  auto items = kept.size();
  for (const auto& [folder, entry] : kept) {
    const bool too_many = limits.items && items > *limits.items;
    const bool too_large = limits.bytes && bytes > *limits.bytes;
    if (!too_many && !too_large) {
      break;
    }
    folder->remove(entry, done);
    if (!folder->look_at(entry.name).is_whole) {
      bytes -= entry.bytes;
      --items;
    }
  }
  return done;
}

}  // namespace tandem

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "common/caching/entry_file.hpp"

namespace tandem {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error{errno, std::generic_category(), path};
}

/// While it lives, a file that would become larger than this process may write
/// is an error, and not the end of the process.
class no_file_size_signal {
 public:
  no_file_size_signal() {
    sigemptyset(&only_);
    sigaddset(&only_, SIGXFSZ);
    pthread_sigmask(SIG_BLOCK, &only_, &before_);
  }
  no_file_size_signal(const no_file_size_signal&) = delete;
  no_file_size_signal& operator=(const no_file_size_signal&) = delete;
  no_file_size_signal(no_file_size_signal&&) = delete;
  no_file_size_signal& operator=(no_file_size_signal&&) = delete;
  ~no_file_size_signal() {
    if (came_) {
      const timespec now{};
      sigtimedwait(&only_, nullptr, &now);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  void may_have_come() { came_ = true; }

 private:
  sigset_t only_{};
  sigset_t before_{};
  bool came_ = false;
};

/// Writes all of it, or throws.
void write_all(int descriptor, std::vector<iovec> pieces,
               const std::string& path) {
  no_file_size_signal quiet;
  for (std::size_t done = 0; done < pieces.size();) {
    constexpr std::size_t most = 1'024;  // IOV_MAX
    const auto count = std::min(most, pieces.size() - done);
    const auto wrote =
        writev(descriptor, &pieces[done], static_cast<int>(count));
    if (wrote < 0 && errno != EINTR) {
      if (errno == EFBIG) {
        quiet.may_have_come();
      }
      fail(path);
    }
    auto left = static_cast<std::size_t>(std::max<ssize_t>(wrote, 0));
    while (done < pieces.size() && left >= pieces[done].iov_len) {
      left -= pieces[done].iov_len;
      ++done;
    }
    if (done < pieces.size()) {
      auto& next = pieces[done];
      next.iov_base = static_cast<std::byte*>(next.iov_base) + left;
      next.iov_len -= left;
    }
  }
}

/// A new file, closed when this goes.
class new_file {
 public:
  explicit new_file(std::string path)
      : path_{std::move(path)},
        descriptor_{open(path_.c_str(),
                         O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                         0666)} {
    if (descriptor_ < 0) {
      fail(path_);
    }
  }
  new_file(const new_file&) = delete;
  new_file& operator=(const new_file&) = delete;
  new_file(new_file&&) = delete;
  new_file& operator=(new_file&&) = delete;
  ~new_file() {
    if (descriptor_ >= 0) {
      close(descriptor_);
    }
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  void write(std::vector<iovec> pieces) const {
    write_all(descriptor_, std::move(pieces), path_);
  }
  void finish(bool synced) {
    if (synced && fsync(descriptor_) != 0) {
      fail(path_);
    }
    if (close(std::exchange(descriptor_, -1)) != 0) {
      fail(path_);
    }
  }

 private:
  std::string path_;
  int descriptor_;
};

/// All of it under a temporary name, then renamed.
void write_and_rename(const std::string& path, std::vector<iovec> pieces,
                      bool synced) {
  new_file part{path + std::string{temporary_suffix}};
  try {
    part.write(std::move(pieces));
    part.finish(synced);
    if (std::rename(part.path().c_str(), path.c_str()) != 0) {
      fail(part.path());
    }
  } catch (...) {
    unlink(part.path().c_str());
    throw;
  }
  if (synced) {
    sync_folder_of(path);
  }
}

std::uint64_t hash_of(const std::vector<std::span<const std::byte>>& pieces) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state{
      XXH3_createState(), XXH3_freeState};
  if (!state) {
    throw std::bad_alloc{};
  }
  XXH3_64bits_reset(state.get());
  for (const auto piece : pieces) {
    XXH3_64bits_update(state.get(), piece.data(), piece.size());
  }
  return XXH3_64bits_digest(state.get());
}

iovec as_iovec(const void* bytes, std::size_t size) {
  return {const_cast<void*>(bytes), size};  // writev only reads it
}

}  // namespace

void sync_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path{path}.parent_path();
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened >= 0) {
    fsync(opened);
    close(opened);
  }
}

void write_entry(const std::string& path, const entry_stamp& stamp,
                 const outgoing& body, bool synced) {
  const auto pieces = body.pieces();
  const auto head =
      sealed_header(stamp, std::time(nullptr), body.size(), hash_of(pieces));
  std::vector<iovec> all{as_iovec(&head, sizeof head)};
  for (const auto piece : pieces) {
    all.push_back(as_iovec(piece.data(), piece.size()));
  }
  write_and_rename(path, std::move(all), synced);
}

void write_text(const std::string& path, std::string_view text, bool synced) {
  write_and_rename(path, {as_iovec(text.data(), text.size())}, synced);
}

void write_note(const std::string& path, std::string_view text) {
  new_file file{path};
  file.write({as_iovec(text.data(), text.size())});
  file.finish(false);
}

}  // namespace tandem

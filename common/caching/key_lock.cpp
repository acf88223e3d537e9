#include "common/caching/key_lock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tandem {
namespace {

/// What this thread took last; each knows the one before. A function that asks
/// for the very call that it is computing must not wait for itself. It is a
/// plain pointer, which is still there when static objects are destroyed.
thread_local key_lock* innermost = nullptr;

struct flock byte_at(off_t place, short type) {
  struct flock one {};
  one.l_type = type;
  one.l_whence = SEEK_SET;
  one.l_start = place;
  one.l_len = 1;
  return one;
}

off_t place_of(const entry_key& key) {
  constexpr std::uint64_t places = std::uint64_t{1} << 62U;
  return static_cast<off_t>(key.low % places);
}

}  // namespace

key_lock::key_lock(const std::string& path, const entry_key& key, how wish)
    : place_{place_of(key)}, owner_{getpid()} {
  auto now = tried::once_more;
  while (now == tried::once_more) {
    now = take(path, wish);
  }
  if (now == tried::had) {
    outer_ = std::exchange(innermost, this);
  }
}

key_lock::key_lock(key_lock&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      error_{other.error_},
      place_{other.place_},
      device_{other.device_},
      file_{other.file_},
      owner_{other.owner_},
      outer_{other.outer_} {
  for (auto** link = &innermost; *link != nullptr; link = &(*link)->outer_) {
    if (*link == &other) {
      *link = this;
      return;
    }
  }
}

key_lock::~key_lock() {
  if (descriptor_ < 0) {
    return;
  }
  for (auto** link = &innermost; *link != nullptr; link = &(*link)->outer_) {
    if (*link == this) {
      *link = outer_;
      break;
    }
  }
  if (owner_ == getpid()) {
    unlock_place();  // said, and not left to close: a child may have a copy
  }
  close_if_last();
}

key_lock::tried key_lock::take(const std::string& path, how wish) {
  // By the file itself, as it may have several names. Of a file that this
  // thread has open, the descriptor serves once more: a recursion has many
  // locks, and a process few descriptors. (Another thread needs its own: the
  // system tells owners apart by who opened the file.)
  struct stat there {};
  const bool is_there = stat(path.c_str(), &there) == 0;
  for (const auto* mine = innermost; mine != nullptr; mine = mine->outer_) {
    if (is_there && mine->is_of(there)) {
      if (mine->place_ == place_) {
        descriptor_ = -1;
        return tried::not_had;
      }
      if (mine->owner_ == owner_) {
        descriptor_ = mine->descriptor_;
        device_ = mine->device_;
        file_ = mine->file_;
      }
    }
  }
  if (descriptor_ < 0 && !open_file(path)) {
    error_ = errno;
    return tried::not_had;
  }
  if (!lock_place(wish)) {
    error_ = errno == EAGAIN || errno == EACCES ? 0 : errno;
    close_if_last();
    return tried::not_had;
  }
  // Somebody may have removed the file meanwhile: then a newcomer would lock
  // another one.
  if (stat(path.c_str(), &there) == 0 && is_of(there)) {
    return tried::had;
  }
  unlock_place();
  close_if_last();
  return tried::once_more;
}

bool key_lock::open_file(const std::string& path) {
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  struct stat about {};
  if (descriptor_ < 0 || fstat(descriptor_, &about) != 0) {
    return false;
  }
  device_ = about.st_dev;
  file_ = about.st_ino;
  return true;
}

bool key_lock::lock_place(how wish) const {
  auto wanted = byte_at(place_, F_WRLCK);
  const int command = wish == how::wait ? F_OFD_SETLKW : F_OFD_SETLK;
  while (fcntl(descriptor_, command, &wanted) != 0) {
    if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

void key_lock::unlock_place() const {
  auto none = byte_at(place_, F_UNLCK);
  fcntl(descriptor_, F_OFD_SETLK, &none);
}

/// Others of this thread may use the descriptor still.
void key_lock::close_if_last() {
  const int mine = std::exchange(descriptor_, -1);
  for (const auto* other = innermost; other != nullptr; other = other->outer_) {
    if (other != this && other->descriptor_ == mine) {
      return;
    }
  }
  close(mine);
}

bool key_lock::is_of(const struct stat& file) const {
  return file.st_ino == file_ && file.st_dev == device_;
}

}  // namespace tandem

#include "common/caching/entry_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <system_error>

namespace tandem {
namespace {

/// Its last letter but one counts the changes of the layout.
constexpr std::array<char, 8> mark{'t', 'a', 'n', 'd', 'e', 'm', '1', '\n'};

std::uint64_t own_hash(const entry_header& head) {
  return XXH3_64bits(&head, sizeof head - sizeof head.own_hash);
}

}  // namespace

entry_header sealed_header(const entry_stamp& stamp, std::int64_t written,
                           std::uint64_t length, std::uint64_t body_hash) {
  entry_header head{mark, stamp, written, length, body_hash, 0};
  head.own_hash = own_hash(head);
  return head;
}

void entry_file::freed::operator()(XXH3_state_s* state) const {
  XXH3_freeState(state);
}

entry_file::entry_file(const char* path, const entry_stamp& expected)
    // Should something lie there that is no file, it does not keep us waiting.
    : descriptor_{open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {
  if (descriptor_ < 0) {
    if (errno != ENOENT && errno != ENOTDIR) {
      throw std::system_error{errno, std::generic_category()};
    }
    return;
  }
  try {
    read_head(expected);
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

entry_file::~entry_file() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
}

void entry_file::read_head(const entry_stamp& expected) {
  struct stat about {};
  if (fstat(descriptor_, &about) != 0) {
    throw std::system_error{errno, std::generic_category()};
  }
  if (!S_ISREG(about.st_mode)) {
    throw entry_error{"it is no file"};
  }
  used_ = about.st_atim.tv_sec;
  const auto got = read_some(buffer_);
  if (got < sizeof head_) {
    throw entry_error{"it is cut short"};
  }
  std::memcpy(&head_, buffer_.data(), sizeof head_);
  if (std::memcmp(head_.mark.data(), mark.data(), mark.size() - 2) != 0) {
    throw entry_error{"it is no entry"};
  }
  if (head_.mark != mark) {
    throw entry_error{"another version of tandem wrote it"};
  }
  if (head_.own_hash != own_hash(head_)) {
    throw entry_error{"its header is damaged"};
  }
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size != sizeof head_ + head_.length) {
    throw entry_error{size < sizeof head_ + head_.length ? "it is cut short"
                                                         : "it is too long"};
  }
  if (head_.stamp.key != expected.key) {
    throw entry_error{"it is the entry of another call"};
  }
  if (head_.stamp.code != expected.code) {
    throw entry_error{"other code wrote it"};
  }
  begin_ = sizeof head_;
  end_ = got;
  left_ = head_.length;
  if (end_ - begin_ < left_) {
    hash_.reset(XXH3_createState());
    if (!hash_) {
      throw std::bad_alloc{};
    }
    XXH3_64bits_reset(hash_.get());
  } else if (XXH3_64bits(buffer_.data() + begin_, left_) != head_.body_hash) {
    throw entry_error{"it is damaged"};
  }
}

std::size_t entry_file::read_some(std::span<std::byte> to) const {
  for (;;) {
    const auto got = ::read(descriptor_, to.data(), to.size());
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) {
      throw std::system_error{errno, std::generic_category()};
    }
  }
}

std::chrono::system_clock::time_point entry_file::written() const {
  return std::chrono::system_clock::time_point{
      std::chrono::seconds{head_.written}};
}

void entry_file::read(std::span<std::byte> to) {
  if (to.size() > left_) {
    throw entry_error{"it is too short for its value"};
  }
  left_ -= to.size();
  const auto buffered = std::min(to.size(), end_ - begin_);
  if (buffered > 0) {
    std::memcpy(to.data(), buffer_.data() + begin_, buffered);
    begin_ += buffered;
  }
  for (auto rest = to.subspan(buffered); !rest.empty();) {
    const auto got = read_some(rest);
    if (got == 0) {
      throw entry_error{"it became shorter while it was read"};
    }
    rest = rest.subspan(got);
  }
  if (hash_) {
    XXH3_64bits_update(hash_.get(), to.data(), to.size());
  }
}

void entry_file::finish() {
  if (left_ > 0) {
    throw entry_error{"it is too long for its value"};
  }
  if (hash_ && XXH3_64bits_digest(hash_.get()) != head_.body_hash) {
    throw entry_error{"it is damaged"};
  }
}

void entry_file::touch() const noexcept {
  if (used_ != std::time(nullptr)) {
    const std::array<timespec, 2> now{{{0, UTIME_NOW}, {0, UTIME_OMIT}}};
    futimens(descriptor_, now.data());  // not ours, perhaps: no harm
  }
}

void use_large_pages(std::span<const std::byte> room) noexcept {
  constexpr std::uintptr_t page = std::uintptr_t{1} << 21U;
  const auto address = reinterpret_cast<std::uintptr_t>(room.data());
  const auto begin = (address + page - 1) / page * page;
  const auto end = (address + room.size()) / page * page;
  if (begin < end) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a place inside of `room`
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  }
}

}  // namespace tandem

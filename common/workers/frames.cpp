#include "common/workers/frames.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <system_error>

namespace tandem {
namespace {

struct header {
  std::uint64_t mark = 0;
  std::uint64_t kind = 0;
  std::uint64_t length = 0;     ///< of the body
  std::uint64_t body_hash = 0;  ///< XXH3
  std::uint64_t own_hash = 0;   ///< of the fields above
};

constexpr std::uint64_t our_mark = 0x314d45444e4154;  // "TANDEM1"
constexpr std::size_t read_ahead = std::size_t{1} << 16U;
constexpr std::size_t trusted_at_once = std::size_t{1} << 20U;

std::uint64_t hash_of(const header& head) {
  return XXH3_64bits(&head, offsetof(header, own_hash));
}

std::uint64_t hash_of(const std::vector<std::span<const std::byte>>& pieces) {
  if (pieces.size() == 1) {
    return XXH3_64bits(pieces[0].data(), pieces[0].size());
  }
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state{
      XXH3_createState(), XXH3_freeState};
  if (!state || XXH3_64bits_reset(state.get()) != XXH_OK) {
    throw std::bad_alloc{};
  }
  for (const auto& piece : pieces) {
    XXH3_64bits_update(state.get(), piece.data(), piece.size());
  }
  return XXH3_64bits_digest(state.get());
}

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

/// Waits for one of the two events; says which of them came.
std::array<bool, 2> wait_for(const pollfd& one, const pollfd& other,
                             int patience = -1) {
  std::array<pollfd, 2> watched{one, other};
  while (poll(watched.data(), watched.size(), patience) < 0) {
    if (errno != EINTR) {
      fail("a pipe cannot be watched");
    }
  }
  return {watched[0].revents != 0, watched[1].revents != 0};
}

constexpr const char* no_reader = "nobody reads at the other end any more";

void write_all(int descriptor, std::vector<iovec> parts, int until) {
  auto* next = parts.data();
  auto left = parts.size();
  while (left > 0) {
    const auto wrote = writev(
        descriptor, next,
        static_cast<int>(std::min(left, static_cast<std::size_t>(IOV_MAX))));
    if (wrote < 0) {
      if (errno == EINTR) {
        continue;
      }
      if (errno == EPIPE) {
        throw frame_cut_short{no_reader};
      }
      if (errno == EAGAIN) {
        const auto [room, over] =
            wait_for({descriptor, POLLOUT, 0}, {until, POLLIN, 0});
        if (over) {
          throw frame_cut_short{no_reader};
        }
        continue;
      }
      fail("a frame cannot be written");
    }
    auto gone = static_cast<std::size_t>(wrote);
    while (left > 0 && gone >= next->iov_len) {
      gone -= next->iov_len;
      ++next;
      --left;
    }
    if (left > 0) {
      next->iov_base = static_cast<std::byte*>(next->iov_base) + gone;
      next->iov_len -= gone;
    }
  }
}

}  // namespace

void outgoing::copy(std::span<const std::byte> bytes) {
  copied_.insert(copied_.end(), bytes.begin(), bytes.end());
  if (pieces_.empty() || pieces_.back().borrowed != nullptr) {
    pieces_.emplace_back();
  }
  pieces_.back().size += bytes.size();
  size_ += bytes.size();
}

void outgoing::copy(const outgoing& other) {
  for (const auto bytes : other.pieces()) {
    copy(bytes);
  }
}

void outgoing::borrow(std::span<const std::byte> bytes) {
  if (!bytes.empty()) {
    pieces_.push_back({bytes.data(), bytes.size()});
    size_ += bytes.size();
  }
}

void outgoing::borrow(const outgoing& other) {
  for (const auto bytes : other.pieces()) {
    borrow(bytes);
  }
}

std::vector<std::span<const std::byte>> outgoing::pieces() const {
  std::vector<std::span<const std::byte>> all;
  all.reserve(pieces_.size());
  const std::byte* next = copied_.data();
  for (const auto& one : pieces_) {
    if (one.borrowed != nullptr) {
      all.emplace_back(one.borrowed, one.size);
    } else {
      all.emplace_back(next, one.size);
      next += one.size;
    }
  }
  return all;
}

std::span<const std::byte> incoming::take(std::size_t count) {
  if (count > rest_.size()) {
    throw frame_error{
        fmt::format("a frame ends too early: {} more bytes are wanted, and {} "
                    "are left",
                    count, rest_.size())};
  }
  const auto taken = rest_.first(count);
  rest_ = rest_.subspan(count);
  return taken;
}

std::size_t write_frame(int descriptor, frame_kind kind, const outgoing& body,
                        int until) {
  const auto pieces = body.pieces();
  header head{.mark = our_mark,
              .kind = static_cast<std::uint64_t>(kind),
              .length = body.size(),
              .body_hash = hash_of(pieces)};
  head.own_hash = hash_of(head);
  std::vector<iovec> parts;
  parts.reserve(pieces.size() + 1);
  parts.push_back({&head, sizeof head});
  for (const auto& piece : pieces) {
    // writev only reads, though its type does not say so.
    parts.push_back({const_cast<std::byte*>(piece.data()), piece.size()});
  }
  write_all(descriptor, std::move(parts), until);
  return sizeof head + body.size();
}

frame_reader::frame_reader(int descriptor, int until)
    : descriptor_{descriptor}, until_{until}, buffer_(read_ahead) {}

std::size_t frame_reader::read_some(std::span<std::byte> room) const {
  for (;;) {
    if (until_ >= 0) {
      const pollfd came{descriptor_, POLLIN, 0};
      const pollfd over{until_, POLLIN, 0};
      // Who has ended may have written before, even since we looked first.
      if (!wait_for(came, over)[0] && !wait_for(came, over, 0)[0]) {
        return 0;
      }
    }
    const auto got = read(descriptor_, room.data(), room.size());
    if (got >= 0) {
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) {
      fail("a frame cannot be read");
    }
  }
}

std::size_t frame_reader::fill(std::span<std::byte> room) {
  std::size_t filled = std::min(room.size(), end_ - begin_);
  std::memcpy(room.data(), buffer_.data() + begin_, filled);
  begin_ += filled;
  while (filled < room.size()) {
    const auto wanted = room.size() - filled;
    if (wanted >= buffer_.size()) {
      const auto got = read_some(room.subspan(filled));
      if (got == 0) {
        break;
      }
      filled += got;
    } else {
      begin_ = 0;
      end_ = read_some(buffer_);
      if (end_ == 0) {
        break;
      }
      begin_ = std::min(wanted, end_);
      std::memcpy(room.data() + filled, buffer_.data(), begin_);
      filled += begin_;
    }
  }
  return filled;
}

std::optional<frame> frame_reader::next(std::size_t limit) {
  header head;
  const auto head_bytes = fill(std::as_writable_bytes(std::span{&head, 1}));
  if (head_bytes == 0) {
    return {};
  }
  if (head_bytes < sizeof head) {
    throw frame_cut_short{
        fmt::format("a frame was cut short: {} of {} bytes of "
                    "its header came",
                    head_bytes, sizeof head)};
  }
  if (head.mark != our_mark || head.own_hash != hash_of(head)) {
    throw frame_error{"something came that is not a frame"};
  }
  if (head.length > limit) {
    throw frame_error{
        fmt::format("a frame of {} bytes came; allowed are {} at most",
                    head.length, limit)};
  }
  frame seen;
  seen.kind = static_cast<frame_kind>(head.kind);
  std::size_t came = 0;
  while (came == seen.size && seen.size < head.length) {
    const auto size =
        std::min(head.length, std::max(trusted_at_once, 2 * seen.size));
    auto* const larger =
        static_cast<std::byte*>(std::realloc(seen.bytes.get(), size));
    if (larger == nullptr) {
      throw std::bad_alloc{};
    }
    (void)seen.bytes.release();
    seen.bytes.reset(larger);
    seen.size = size;
    came += fill({seen.bytes.get() + came, seen.size - came});
  }
  if (came < head.length) {
    throw frame_cut_short{fmt::format(
        "a frame was cut short: {} of {} bytes came", came, head.length)};
  }
  if (XXH3_64bits(seen.bytes.get(), seen.size) != head.body_hash) {
    throw frame_error{"a frame was garbled on its way"};
  }
  received_ += sizeof head + seen.size;
  return seen;
}

}  // namespace tandem

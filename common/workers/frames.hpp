#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

namespace tandem {

/// What came from a descriptor is no whole frame, or there is no other end.
class frame_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The other end was gone before a whole frame was through.
class frame_cut_short : public frame_error {
 public:
  using frame_error::frame_error;
};

/// What a frame between a process and its worker says.
enum class frame_kind : std::uint32_t {
  hello = 1,  ///< a worker is ready
  batch,      ///< tasks for a worker
  results,    ///< of some of them
};

/// Bytes to be sent. Some are copied; large ones are borrowed, and have to live
/// until they are sent.
class outgoing {
 public:
  void copy(std::span<const std::byte> bytes);
  /// All of `other`, which may go then.
  void copy(const outgoing& other);
  void borrow(std::span<const std::byte> bytes);
  /// All of `other`, which has to live until it is sent.
  void borrow(const outgoing& other);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// All of it, in order.
  [[nodiscard]] std::vector<std::span<const std::byte>> pieces() const;

 private:
  struct piece {
    const std::byte* borrowed = nullptr;  ///< null: the next ones of `copied_`
    std::size_t size = 0;
  };
  std::vector<std::byte> copied_;
  std::vector<piece> pieces_;
  std::size_t size_ = 0;
};

/// Bytes that came, read from the front.
/// Errors   frame_error if more is wanted than there is.
class incoming {
 public:
  explicit incoming(std::span<const std::byte> bytes) : rest_{bytes} {}
  std::span<const std::byte> take(std::size_t count);
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::span<const std::byte> rest_;
};

/// What a frame holds.
struct frame {
  frame_kind kind{};
  struct freed {
    void operator()(std::byte* memory) const { std::free(memory); }
  };
  std::unique_ptr<std::byte[], freed> bytes;
  std::size_t size = 0;

  [[nodiscard]] std::span<const std::byte> body() const {
    return {bytes.get(), size};
  }
};

/// Writes a frame: a header with the length and checksums, then the body.
/// Returns  the bytes of both.
/// Shape    where a stranger may hold the other end, `descriptor` is O_NONBLOCK
///          and `until` becomes readable when nobody reads any more.
/// Threads  one writer at a time for each descriptor.
/// Errors   frame_cut_short if there is no reader any more (SIGPIPE has to be
///          ignored or blocked), std::system_error if the system fails.
std::size_t write_frame(int descriptor, frame_kind kind, const outgoing& body,
                        int until = -1);

/// Reads frames from a descriptor, whatever the pieces in which they come. A
/// header that is not ours, or a body whose checksum differs, is an error. It
/// asks for a megabyte at first, and then for twice what has really come.
/// Threads  one reader at a time.
class frame_reader {
 public:
  /// Reads from `descriptor`. Where the other end may live on in a stranger,
  /// `until` is a descriptor that becomes readable when nothing more can come.
  explicit frame_reader(int descriptor, int until = -1);
  frame_reader(const frame_reader&) = delete;
  frame_reader& operator=(const frame_reader&) = delete;
  frame_reader(frame_reader&&) = delete;
  frame_reader& operator=(frame_reader&&) = delete;
  ~frame_reader() = default;

  /// The next frame; none if the other end has closed after a whole frame.
  /// Errors   frame_cut_short; frame_error if the frame is garbled or longer
  ///          than `limit`; std::system_error if the system fails.
  std::optional<frame> next(std::size_t limit = most_bytes);

  /// Whether something has come that `next` has not given yet.
  [[nodiscard]] bool has_some() const { return begin_ < end_; }

  /// The bytes of the frames that have come. Threads  any.
  [[nodiscard]] std::uint64_t received() const { return received_; }

  static constexpr std::size_t most_bytes = std::size_t{1} << 40U;

 private:
  /// Up to `room.size()` bytes; 0 at the end.
  [[nodiscard]] std::size_t read_some(std::span<std::byte> room) const;
  /// As many as there are until `room` is full.
  std::size_t fill(std::span<std::byte> room);

  int descriptor_;
  int until_;
  std::vector<std::byte> buffer_;  ///< read ahead, as small frames are many
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::atomic<std::uint64_t> received_{0};
};

}  // namespace tandem

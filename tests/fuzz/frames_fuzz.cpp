// A fuzzer for the frame reader: whatever comes, it gives frames or a
// frame_error, quickly and without asking for much memory. With clang++:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -I.
//     tests/fuzz/frames_fuzz.cpp common/workers/frames.cpp -lfmt -lxxhash
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "common/workers/encoding.hpp"
#include "common/workers/frames.hpp"

namespace {

/// What a frame begins with.
struct header {
  std::uint64_t mark, kind, length, body_hash, own_hash;
};

/// The bytes, in a file that is read like a pipe.
int file_with(std::span<const std::uint8_t> bytes) {
  static const int file = memfd_create("fuzz", MFD_CLOEXEC);
  if (ftruncate(file, 0) != 0 || pwrite(file, bytes.data(), bytes.size(), 0) !=
                                     static_cast<ssize_t>(bytes.size())) {
    std::abort();
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

/// Makes the checksums right, which nobody would guess: so that what is behind
/// them is tried, too.
void mend_checksums(std::span<std::uint8_t> bytes) {
  header head{};
  if (bytes.size() < sizeof head) {
    return;
  }
  tandem::outgoing empty;
  static const auto mark = [&] {
    const int file = file_with({});
    tandem::write_frame(file, tandem::frame_kind::hello, empty);
    std::uint64_t own = 0;
    if (pread(file, &own, sizeof own, 0) != sizeof own) {
      std::abort();
    }
    return own;
  }();
  std::memcpy(&head, bytes.data(), sizeof head);
  const auto rest = bytes.subspan(sizeof head);
  head.mark = mark;
  if (head.length <= rest.size()) {
    head.body_hash = XXH3_64bits(rest.data(), head.length);
  }
  head.own_hash = XXH3_64bits(&head, sizeof head - sizeof head.own_hash);
  std::memcpy(bytes.data(), &head, sizeof head);
}

/// What the two sides do with a body.
void decode_all(const tandem::frame& came) {
  tandem::incoming body{came.body()};
  try {
    tandem::decode<std::uint64_t>(body);
    tandem::decode<std::vector<std::uint64_t>>(body);
    tandem::decode<std::string>(body);
    tandem::decode<std::vector<double>>(body);
  } catch (const tandem::frame_error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  if (size == 0) {
    return 0;
  }
  std::vector<std::uint8_t> bytes(data + 1, data + size);
  if (data[0] % 2 == 1) {
    mend_checksums(bytes);
  }
  tandem::frame_reader reader{file_with(bytes)};
  try {
    while (const auto came = reader.next()) {
      // NOLINTNEXTLINE(bugprone-unchecked-optional-access): the line above
      decode_all(*came);
    }
  } catch (const tandem::frame_error&) {
  }
  return 0;
}

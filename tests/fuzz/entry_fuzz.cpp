// A fuzzer for the entry reader: whatever a file holds, it gives a value or an
// exception, quickly and without asking for much memory. With clang++:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -I.
//     tests/fuzz/entry_fuzz.cpp common/caching/entry_file.cpp
//     common/workers/frames.cpp -lboost_serialization -lfmt -lxxhash
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "common/caching/entry_file.hpp"

namespace {

constexpr tandem::entry_stamp stamp{{1, 2}, 3};

/// The bytes, in a file that has a name.
std::string file_with(std::span<const std::uint8_t> bytes) {
  static const int file = memfd_create("fuzz", MFD_CLOEXEC);
  if (ftruncate(file, 0) != 0 || pwrite(file, bytes.data(), bytes.size(), 0) !=
                                     static_cast<ssize_t>(bytes.size())) {
    std::abort();
  }
  return fmt::format("/proc/self/fd/{}", file);
}

/// Makes header and checksums right, which nobody would guess: so that what is
/// behind them is tried, too.
void mend(std::span<std::uint8_t> bytes) {
  tandem::entry_header head{};
  if (bytes.size() < sizeof head) {
    return;
  }
  const auto body = bytes.subspan(sizeof head);
  head = tandem::sealed_header(stamp, 0, body.size(),
                               XXH3_64bits(body.data(), body.size()));
  std::memcpy(bytes.data(), &head, sizeof head);
}

template <class T>
void read_as(const std::string& path) {
  try {
    tandem::entry_file entry{path.c_str(), stamp};
    if (entry.exists()) {
      tandem::read_value<T>(entry);
    }
  } catch (const std::exception&) {  // that is how it says no
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
    mend(bytes);
  }
  const auto path = file_with(bytes);
  read_as<std::uint64_t>(path);
  read_as<std::string>(path);
  read_as<std::vector<double>>(path);
  read_as<std::tuple<std::string, std::vector<int>, char>>(path);
  return 0;
}

#include "common/workers/frames.hpp"

#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/workers/child_process.hpp"
#include "tests/catch.hpp"

namespace {

using tandem::frame_kind;

std::vector<std::byte> some_bytes(std::size_t count) {
  std::vector<std::byte> all(count);
  std::size_t number = 1;
  for (auto& one : all) {
    number = number * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    one = static_cast<std::byte>(number >> 56U);
  }
  return all;
}

/// A file in memory, for frames that are to be looked at or spoilt.
class scratch {
 public:
  scratch() : fd_{memfd_create("frames", MFD_CLOEXEC)} {
    REQUIRE(fd_.get() >= 0);
  }
  [[nodiscard]] int fd() const { return fd_.get(); }
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(lseek(fd(), 0, SEEK_END));
  }
  void cut_to(std::size_t bytes) const {
    REQUIRE(ftruncate(fd(), static_cast<off_t>(bytes)) == 0);
  }
  void spoil(std::size_t place) const {
    unsigned char byte = 0;
    REQUIRE(pread(fd(), &byte, 1, static_cast<off_t>(place)) == 1);
    byte ^= 4U;
    REQUIRE(pwrite(fd(), &byte, 1, static_cast<off_t>(place)) == 1);
  }
  [[nodiscard]] std::optional<tandem::frame> read_first(
      std::size_t limit = tandem::frame_reader::most_bytes) const {
    lseek(fd(), 0, SEEK_SET);
    return tandem::frame_reader{fd()}.next(limit);
  }

 private:
  tandem::owned_fd fd_;
};

tandem::outgoing body_of(const std::vector<std::byte>& bytes) {
  tandem::outgoing body;
  body.copy(bytes);
  return body;
}

bool same(const tandem::frame& came, const std::vector<std::byte>& sent) {
  return std::ranges::equal(came.body(), sent);
}

constexpr std::size_t header_size = 40;

}  // namespace

TEST_CASE("frames come as they were sent, whatever their size") {
  auto pipe = tandem::make_pipe();
  const std::vector<std::size_t> sizes{
      0, 1, 65'495, 65'496, 65'497, 1U << 20U, 3'000'001, 17, 131'072, 5};
  std::thread writer{[&] {
    for (const auto size : sizes) {
      const auto bytes = some_bytes(size);
      tandem::write_frame(pipe.write.get(), frame_kind::batch, body_of(bytes));
    }
    pipe.write.close();
  }};
  tandem::frame_reader reader{pipe.read.get()};
  for (const auto size : sizes) {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): else it throws
    const auto came = reader.next().value();
    CHECK(came.kind == frame_kind::batch);
    CHECK(same(came, some_bytes(size)));
  }
  CHECK(!reader.next());
  writer.join();
}

TEST_CASE("copied and borrowed pieces keep their order") {
  const auto large = some_bytes(100'000);
  const auto small = some_bytes(10);
  tandem::outgoing inner;
  inner.copy(small);
  tandem::outgoing body;
  body.copy(small);
  body.copy(small);
  body.borrow(large);
  body.borrow(std::span<const std::byte>{});
  body.copy(small);
  body.borrow(inner);
  CHECK(body.size() == 100'040);
  const scratch file;
  tandem::write_frame(file.fd(), frame_kind::results, body);
  std::vector<std::byte> all{small};
  all.insert(all.end(), small.begin(), small.end());
  all.insert(all.end(), large.begin(), large.end());
  all.insert(all.end(), small.begin(), small.end());
  all.insert(all.end(), small.begin(), small.end());
  const auto came = file.read_first();
  REQUIRE(came);
  CHECK(came->kind == frame_kind::results);
  CHECK(same(*came, all));
}

TEST_CASE("pieces of one byte and interruptions by signals do no harm") {
  const scratch file;
  const auto bytes = some_bytes(20'000);
  tandem::write_frame(file.fd(), frame_kind::batch, body_of(bytes));
  auto pipe = tandem::make_pipe();
  // A signal every millisecond, without SA_RESTART: reads and writes end early.
  struct sigaction ignore {};
  ignore.sa_handler = [](int) {};
  struct sigaction before {};
  sigaction(SIGALRM, &ignore, &before);
  const itimerval often{{0, 1'000}, {0, 1'000}};
  setitimer(ITIMER_REAL, &often, nullptr);
  std::vector<char> all(file.size());
  REQUIRE(pread(file.fd(), all.data(), all.size(), 0) ==
          static_cast<ssize_t>(all.size()));
  std::thread writer{[&] {
    for (const char& one : all) {
      while (write(pipe.write.get(), &one, 1) != 1) {
      }
    }
    const auto more = some_bytes(3'000'000);
    tandem::write_frame(pipe.write.get(), frame_kind::batch, body_of(more));
  }};
  tandem::frame_reader reader{pipe.read.get()};
  const auto slow = reader.next();
  const auto large = reader.next();
  writer.join();
  const itimerval never{};
  setitimer(ITIMER_REAL, &never, nullptr);
  sigaction(SIGALRM, &before, nullptr);
  REQUIRE(slow);
  CHECK(same(*slow, bytes));
  REQUIRE(large);
  CHECK(same(*large, some_bytes(3'000'000)));
}

TEST_CASE("a frame that is cut short is an error") {
  for (const std::size_t left : {std::size_t{1}, header_size - 1, header_size,
                                 header_size + 1, header_size + 999}) {
    const scratch file;
    tandem::write_frame(file.fd(), frame_kind::batch,
                        body_of(some_bytes(1'000)));
    REQUIRE(file.size() == header_size + 1'000);
    file.cut_to(left);
    CHECK_THROWS_WITH(file.read_first(), tests::contains("cut short"));
  }
  const scratch empty;
  CHECK(!empty.read_first());  // nothing at all is no error
}

TEST_CASE("a frame in which one bit differs is an error, wherever it is") {
  const scratch file;
  tandem::write_frame(file.fd(), frame_kind::batch, body_of(some_bytes(300)));
  for (std::size_t place = 0; place < header_size + 300; ++place) {
    file.spoil(place);
    CHECK_THROWS_AS(file.read_first(), tandem::frame_error);
    file.spoil(place);
  }
  CHECK(file.read_first());
}

TEST_CASE("a frame longer than is allowed is an error before it is read") {
  const scratch file;
  tandem::write_frame(file.fd(), frame_kind::batch, body_of(some_bytes(301)));
  CHECK(file.read_first(301));
  CHECK_THROWS_WITH(file.read_first(300),
                    tests::contains("301 bytes") && tests::contains("300"));
}

TEST_CASE("a length that is a lie costs no memory") {
  // A header as its writer would make it, of 512 GiB that never come.
  struct {
    std::uint64_t mark, kind, length, body_hash, own_hash;
  } head{};
  const scratch file;
  tandem::write_frame(file.fd(), frame_kind::batch, body_of(some_bytes(9)));
  REQUIRE(pread(file.fd(), &head, sizeof head, 0) == sizeof head);
  head.length = std::uint64_t{1} << 39U;
  head.own_hash = XXH3_64bits(&head, sizeof head - sizeof head.own_hash);
  REQUIRE(pwrite(file.fd(), &head, sizeof head, 0) == sizeof head);
  CHECK_THROWS_WITH(file.read_first(),
                    tests::contains("9 of 549755813888 bytes came"));
}

TEST_CASE("who writes to nobody is told so") {
  auto pipe = tandem::make_pipe();
  pipe.read.close();
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const auto write = [&] {
    tandem::write_frame(pipe.write.get(), frame_kind::batch,
                        body_of(some_bytes(5)));
  };
  CHECK_THROWS_WITH(write(), tests::contains("nobody reads"));
  CHECK_THROWS_AS(write(), tandem::frame_cut_short);
  std::signal(SIGPIPE, before);
}

TEST_CASE(
    "a reader ends when nothing more can come, though a stranger holds "
    "the pipe") {
  auto pipe = tandem::make_pipe();  // we hold its write end ourselves
  auto end = tandem::make_pipe();
  tandem::write_frame(pipe.write.get(), frame_kind::batch,
                      body_of(some_bytes(5)));
  end.write.close();  // readable from now on
  tandem::frame_reader reader{pipe.read.get(), end.read.get()};
  CHECK(reader.next());  // what was written before counts
  CHECK(!reader.next());
}

TEST_CASE("taking more than there is, is an error") {
  const auto bytes = some_bytes(10);
  tandem::incoming in{bytes};
  CHECK(in.take(10).size() == 10);
  CHECK(in.left() == 0);
  CHECK_THROWS_WITH(in.take(1), tests::contains("1 more bytes are wanted"));
}

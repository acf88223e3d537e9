// Data that is shared, and not sent.
#include "shared_rows.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

namespace profile_a_real_job {
namespace {

using tandem::shared_memory;

std::span<image> images_in(const shared_memory& memory) {
  const auto bytes = memory.bytes();
  return {reinterpret_cast<image*>(bytes.data()), bytes.size() / sizeof(image)};
}

shared_memory load(const std::filesystem::path& data, std::size_t least) {
  const auto rows = read_digits(data);
  if (rows.size() < least) {
    throw std::runtime_error{fmt::format("{} has {} rows; it takes {} at least",
                                         data.string(), rows.size(), least)};
  }
  shared_memory memory{rows.size() * sizeof(image)};
  std::ranges::copy(rows, images_in(memory).begin());
  return memory;
}

shared_memory open_there(const rows_at& there) {
  const auto name =
      fmt::format("/proc/{}/fd/{}", there.process, there.descriptor);
  tandem::owned_fd opened{open(name.c_str(), O_RDWR | O_CLOEXEC)};
  if (opened.get() < 0) {
    throw std::system_error{errno, std::generic_category(), name};
  }
  return shared_memory::of_descriptor(std::move(opened));
}

}  // namespace

shared_rows::shared_rows(const std::filesystem::path& data, std::size_t least)
    : memory_{load(data, least)} {}

shared_rows::shared_rows(const rows_at& elsewhere)
    : memory_{open_there(elsewhere)} {}

std::span<const image> shared_rows::all() const { return images_in(memory_); }

rows_at shared_rows::place() const { return {getpid(), memory_.descriptor()}; }

std::uint64_t shared_rows::number() const {
  struct stat about {};
  if (fstat(memory_.descriptor(), &about) != 0) {
    throw std::system_error{errno, std::generic_category(), "shared rows"};
  }
  return about.st_ino;
}

}  // namespace profile_a_real_job

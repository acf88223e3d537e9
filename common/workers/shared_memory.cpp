#include "common/workers/shared_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/interprocess/mapped_region.hpp>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "common/workers/worker_main.hpp"

namespace tandem {
namespace {

namespace interprocess = boost::interprocess;

[[noreturn]] void fail(const char* what) {
  throw std::system_error{errno, std::generic_category(), what};
}

/// What Boost.Interprocess asks of something that can be mapped.
struct mappable {
  int descriptor;
  [[nodiscard]] interprocess::mapping_handle_t get_mapping_handle() const {
    return {descriptor, false};
  }
};

owned_fd make_memory(std::size_t size) {
  if (size == 0) {
    throw std::invalid_argument{
        "shared memory of 0 bytes; allowed are sizes from 1"};
  }
  owned_fd made{memfd_create("tandem", MFD_CLOEXEC)};
  if (made.get() < 0 || ftruncate(made.get(), static_cast<off_t>(size)) != 0) {
    fail("shared memory cannot be made");
  }
  return made;
}

}  // namespace

struct shared_memory::mapping {
  interprocess::mapped_region region;
};

shared_memory::shared_memory(std::size_t size)
    : shared_memory{make_memory(size), size} {}

shared_memory::shared_memory(owned_fd fd, std::size_t size)
    : fd_{std::move(fd)},
      mapped_{std::make_unique<mapping>(interprocess::mapped_region{
          mappable{fd_.get()}, interprocess::read_write, 0, size})} {}

shared_memory::shared_memory(shared_memory&& other) noexcept = default;
shared_memory::~shared_memory() = default;

shared_memory shared_memory::of_descriptor(owned_fd descriptor) {
  struct stat about {};
  if (fstat(descriptor.get(), &about) != 0) {
    fail("there is no shared memory");
  }
  return {std::move(descriptor), static_cast<std::size_t>(about.st_size)};
}

shared_memory& inherited_memory() {
  static auto memory = [] {
    if (!is_worker() || fcntl(worker_fd::shared, F_GETFD) < 0) {
      throw std::logic_error{"nobody shares memory with this process"};
    }
    return shared_memory::of_descriptor(owned_fd{worker_fd::shared});
  }();
  return memory;
}

std::span<std::byte> shared_memory::bytes() const {
  return {static_cast<std::byte*>(mapped_->region.get_address()),
          mapped_->region.get_size()};
}

}  // namespace tandem

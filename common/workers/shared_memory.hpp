#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

#include "common/workers/child_process.hpp"

namespace tandem {

/// Memory that several processes have mapped: a memfd. It has no name, so that
/// nothing is left behind, whatever dies.
class shared_memory {
 public:
  /// `size` bytes, all zero.
  /// Errors   std::invalid_argument if `size` is 0; std::system_error.
  explicit shared_memory(std::size_t size);
  /// What `descriptor` stands for; closes it with the object.
  /// Errors   std::system_error.
  static shared_memory of_descriptor(owned_fd descriptor);

  shared_memory(const shared_memory&) = delete;
  shared_memory& operator=(const shared_memory&) = delete;
  shared_memory(shared_memory&& other) noexcept;
  shared_memory& operator=(shared_memory&&) = delete;
  ~shared_memory();

  [[nodiscard]] int descriptor() const { return fd_.get(); }
  [[nodiscard]] std::span<std::byte> bytes() const;

 private:
  struct mapping;
  shared_memory(owned_fd fd, std::size_t size);

  owned_fd fd_;
  std::unique_ptr<mapping> mapped_;
};

/// In a worker: the memory that its parent shares with it.
/// Errors   std::logic_error if there is none.
shared_memory& inherited_memory();

/// Numbers in memory that processes share. What one writes, all see at once.
/// Shape    as many as it was made with; they begin as zero.
/// Threads  reading is safe; who writes where others read or write needs an
///          order, as between threads.
template <class T>
class shared_array {
  static_assert(std::is_trivially_copyable_v<T>,
                "shared memory holds plain values: a pointer inside them means "
                "nothing in another process");

 public:
  /// Makes one, to hand to workers.
  explicit shared_array(std::size_t count) : memory_{count * sizeof(T)} {}

  [[nodiscard]] const shared_memory& memory() const { return memory_; }
  [[nodiscard]] std::span<T> values() const { return values_in(memory_); }

  /// In a worker: the values that its parent shares.
  /// Errors   as inherited_memory.
  static std::span<T> inherited() { return values_in(inherited_memory()); }

 private:
  static std::span<T> values_in(const shared_memory& memory) {
    const auto bytes = memory.bytes();
    return {reinterpret_cast<T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

  shared_memory memory_;
};

}  // namespace tandem

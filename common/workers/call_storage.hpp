#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>

#include "common/workers/frames.hpp"

namespace tandem {

/// Calls that follow each other in the input, with what became of them, but
/// without their types.
/// Threads  different calls by different threads at once; one draws, beside
///          them as long as there is room.
class call_storage {
 public:
  explicit call_storage(std::size_t first) : first_{first} {}
  call_storage(const call_storage&) = delete;
  call_storage& operator=(const call_storage&) = delete;
  call_storage(call_storage&&) = delete;
  call_storage& operator=(call_storage&&) = delete;
  virtual ~call_storage() = default;

  /// The first call's index in the input.
  [[nodiscard]] std::size_t first() const { return first_; }
  /// How many have been drawn.
  [[nodiscard]] virtual std::size_t size() const = 0;
  /// How many more find room here.
  [[nodiscard]] virtual std::size_t room() const = 0;
  /// Draws so many more from the input, for which there has to be room.
  /// Returns  how many came: fewer if the input is over.
  /// Errors   what the input throws.
  virtual std::size_t draw(std::size_t count) = 0;
  /// known_task::offset of the function that is called.
  [[nodiscard]] virtual std::uint64_t task() const = 0;

  /// Makes the call here, and keeps its result.
  /// Errors   what the function throws.
  virtual void make(std::size_t at) = 0;
  /// Appends the arguments, for another process.
  virtual void encode_arguments(std::size_t at, outgoing& to) const = 0;
  /// Keeps the result that another process has sent.
  virtual void decode_result(std::size_t at, incoming& from) = 0;
  /// Keeps, instead of a result, why there is none: a task_error.
  virtual void fail(std::size_t at, const std::exception_ptr& why) = 0;
  /// Nobody asks for its arguments any more.
  virtual void forget(std::size_t /*at*/) {}

 private:
  std::size_t first_;
};

}  // namespace tandem

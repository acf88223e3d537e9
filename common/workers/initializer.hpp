#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "common/workers/delayed.hpp"

namespace tandem {

/// The initializer of a pool failed. What it has thrown, or worker_died, is
/// nested.
class initializer_error : public std::runtime_error {
 public:
  initializer_error(const std::string& name, int worker,
                    const std::string& what);
  [[nodiscard]] int worker() const { return worker_; }

 private:
  int worker_;
};

/// A call that each new worker of a pool makes before anything else, whatever
/// its type: `initializer{delayed<prepare>(table)}`. Often it puts its argument
/// into a variable of the worker, so that this travels once, and not with each
/// task.
/// Threads  any.
/// Source   multiprocessing, Pool(initializer=prepare, initargs=(table,)).
class initializer {
 public:
  /// Nothing is to be done.
  initializer() = default;
  template <auto f>
  initializer(call<f> made) : name_{task_of<f>.name}, task_{task_of<f>.offset} {
    const auto kept = std::make_shared<const call<f>>(std::move(made));
    make_ = [kept] { call_task<f>(kept->arguments); };
    encode_ = [kept](outgoing& to) { encode(to, kept->arguments); };
  }

  explicit operator bool() const { return static_cast<bool>(make_); }
  /// known_task::offset of the function.
  [[nodiscard]] std::uint64_t task() const { return task_; }
  /// Appends the arguments, which live as long as this object.
  void encode_arguments(outgoing& to) const { encode_(to); }
  /// Makes the call, in the calling thread, which is this worker's.
  /// Errors   initializer_error.
  void run(int worker) const;
  /// Throws initializer_error with `why` nested.
  [[noreturn]] void fail(int worker, const std::exception_ptr& why) const;

 private:
  std::string name_{};
  std::uint64_t task_ = 0;
  std::function<void()> make_{};
  std::function<void(outgoing&)> encode_{};
};

}  // namespace tandem

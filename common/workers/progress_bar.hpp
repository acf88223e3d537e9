#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace tandem {

/// One line of a terminal, kept up to date while calls run: how many are done,
/// how many a second, and how long the rest will take at that rate.
/// Shape    79 columns; drawn anew ten times a second at most, and at the end.
/// Threads  one at a time.
class progress_bar {
 public:
  using duration = std::chrono::duration<double>;

  /// `total`: how many calls there are, if that is known. `elapsed` is the time
  /// since they began; `write` takes what goes to the terminal.
  progress_bar(std::optional<std::size_t> total,
               std::function<duration()> elapsed,
               std::function<void(const std::string& text)> write);
  progress_bar(const progress_bar&) = delete;
  progress_bar& operator=(const progress_bar&) = delete;
  progress_bar(progress_bar&&) = delete;
  progress_bar& operator=(progress_bar&&) = delete;
  /// What is written next begins on a line of its own.
  ~progress_bar();

  void note(std::size_t done);
  void end(std::size_t done);

 private:
  void draw(std::size_t done, duration now);

  std::optional<std::size_t> total_;
  std::function<duration()> elapsed_;
  std::function<void(const std::string&)> write_;
  std::optional<duration> drawn_at_{};
};

}  // namespace tandem

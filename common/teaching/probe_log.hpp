#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "common/teaching/probe.hpp"

namespace tandem {

/// How the supervised child tells its parent what happens: one message after
/// the other into a pipe. Nothing else that the child does counts, its exit
/// code least of all. A child of the child is not heard.
class probe_log {
 public:
  explicit probe_log(int fd);

  /// The probe that runs from now on.
  void begin(const std::string& probe);
  /// The running probe rejects the answer.
  void wrong(const mismatch& what);
  /// Two threads of the answer race for the same data.
  void race(const mismatch& what);
  /// The running probe met a part that is not written yet.
  void not_started(const std::string& part);
  /// The running probe cannot be judged on this machine now.
  void not_judged(const std::string& reason);
  /// The check itself is broken.
  void fault(const std::string& what);
  /// Every probe has run.
  void end();

  /// Lets the pipe outlive an exec, and says its number to the next program.
  [[nodiscard]] int keep_over_exec() const;

  [[nodiscard]] bool any_wrong() const { return any_wrong_; }
  /// How often something other than `begin` and `end` was told.
  [[nodiscard]] int findings() const { return findings_; }

 private:
  void send(char kind, const std::string& text);
  void send(char kind, const mismatch& what);

  int fd_;
  int owner_;
  bool any_wrong_ = false;
  int findings_ = 0;
};

/// What a supervised child has told so far.
/// Threads  one thread at a time.
class probe_messages {
 public:
  /// Understands the bytes that came through the pipe, in pieces of any size.
  /// A message of an unknown kind is passed over: an answer may write, too.
  void take(std::string_view bytes);

  std::string probe;  ///< the one that runs, or ran last
  std::chrono::steady_clock::time_point probe_began =
      std::chrono::steady_clock::now();
  int probes = 0;                 ///< how many began
  std::optional<mismatch> wrong;  ///< the first
  std::optional<mismatch> race;   ///< the first
  std::string not_started;
  int to_do = 0;  ///< how many probes met a part that is not written yet
  std::string not_judged;
  std::string fault;
  bool ended = false;  ///< every probe has run

 private:
  void understand(char kind, const std::string& text);

  std::string unread_;
};

}  // namespace tandem

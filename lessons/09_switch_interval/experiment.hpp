#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "common/locking/switching_lock.hpp"
#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"

namespace switch_interval {

/// A thread that computes and holds the lock, as the interpreter's lock is held
/// by a thread that runs Python code.
class holder {
 public:
  holder(tandem::switching_lock& lock, std::stop_token end,
         std::function<void(tandem::doing)> note);

  /// The next few "bytecodes": some 50 us of computing.
  void step();
  /// Between two steps: lets go if somebody has asked.
  void look();
  /// Whether nobody needs the result any more.
  [[nodiscard]] bool over() const;
  [[nodiscard]] tandem::switching_lock& lock() { return lock_; }

 private:
  tandem::switching_lock& lock_;
  std::stop_token end_;
  std::function<void(tandem::doing)> note_;
};

/// The lesson's ingredient: what a thread does once it holds the lock. When it
/// returns, the thread lets go by itself, and comes back unless it is over.
using computation = std::function<void(holder& self)>;

/// Steps until it is over, and looks after each one.
void look_between_steps(holder& self);
/// Steps for two switch intervals, and never looks.
void never_look(holder& self);

/// How an echo came back: it went without the lock into a call that blocks, and
/// then took the lock.
struct echo {
  std::chrono::nanoseconds took{};
  bool others_were_in = false;   ///< somebody had taken the lock meanwhile
  bool somebody_forced = false;  ///< and a holder was forced out meanwhile
};

/// Echoes beside threads that compute.
struct convoy {
  std::string beside;
  int computing = 0;
  std::chrono::nanoseconds interval{};
  std::vector<echo> echoes{};
  tandem::switch_counts counts{};
  int calls_asked = 0;  ///< long calls in which the holder was asked
  int calls_cut = 0;    ///< long calls in which another thread got the lock
};

struct evidence {
  std::vector<convoy> by_ingredient;  ///< holders compute as they were told
  convoy one_long_call;               ///< the holder never looks
  std::optional<tandem::timeline> who_when;  ///< of one computing thread
};

/// Lets a thread echo beside none, one and `computing` computing threads, and
/// beside one with a shorter and a longer switch interval; then beside one that
/// makes long calls.
evidence measure(const computation& compute, int computing, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::string picture(const evidence& seen, tandem::glyphs with);
tandem::question_about<evidence> prediction();

}  // namespace switch_interval

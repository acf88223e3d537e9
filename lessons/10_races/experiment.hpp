#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"

namespace races {

/// One thing that a thread did to the counter: "reads 0".
struct step {
  int thread = 0;  ///< 0 or 1
  std::string does;
};

/// A number in memory that notes what is done to it, right after it was done:
/// of two steps at almost the same moment the second may be noted first. Each
/// is one step that no thread can interrupt: a race between them is a race of
/// *steps*, and C++ defines what comes of it. On a plain int it would be a data
/// race as well, and nothing would be defined.
class shared_number {
 public:
  int read();
  void write(int value);
  /// Reads, adds and writes in one step.
  void add(int amount);

  [[nodiscard]] int value() const { return value_; }
  /// Threads  after all have ended.
  [[nodiscard]] std::vector<step> steps() const;

 private:
  void note(std::string does);

  std::atomic<int> value_{0};
  std::array<step, 8> noted_;
  std::atomic<std::size_t> notes_{0};
};

/// A number to which threads add 1.
class counter {
 public:
  counter() = default;
  counter(const counter&) = delete;
  counter& operator=(const counter&) = delete;
  virtual ~counter() = default;

  /// Adds 1. Calls `between` after its read and before its write, for another
  /// thread to come; where both are one step, before that.
  virtual void add_one(const std::function<void()>& between) = 0;

  [[nodiscard]] const shared_number& number() const { return number_; }

 protected:
  shared_number number_;  // NOLINT: what every kind of counter has
};

/// The lesson's ingredient: makes a counter that is meant to be safe.
using counter_maker = std::function<std::unique_ptr<counter>()>;

std::unique_ptr<counter> make_plain();          ///< nothing holds others off
std::unique_ptr<counter> make_per_operation();  ///< locks each step by itself
std::unique_ptr<counter> make_locked();         ///< one lock across both steps
std::unique_ptr<counter> make_atomic();         ///< both steps are one

/// Many runs of two threads that do the same at once.
struct trial {
  std::string name;
  int runs = 0;
  int met = 0;         ///< both stood between their two steps at once
  int went_wrong = 0;  ///< an update was lost, or the work was done twice
  std::vector<step> first{};  ///< of a counter: what happened in the first run
  std::string trouble{};      ///< why it could not go on; else empty
};

struct evidence {
  trial plain;
  trial per_operation;
  trial safe;  ///< the ingredient
  trial atomic;
  trial checked_apart;   ///< check, then act: each step locked by itself
  trial checked_in_one;  ///< one lock across check and act
};

/// Lets two threads add 1 to each kind of counter, and look up the same missing
/// key, again and again. A rendezvous holds each between its two steps until
/// the other is there, too, or until it is certain that it cannot come.
evidence measure(const counter_maker& make_safe, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
std::vector<std::string> pictures(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace races

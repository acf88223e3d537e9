#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

namespace batches {

/// Chooses how many tasks go into a batch, from how long batches have taken.
/// Threads  one at a time. Objects know nothing of each other.
class batch_rule {
 public:
  batch_rule() = default;
  batch_rule(const batch_rule&) = delete;
  batch_rule& operator=(const batch_rule&) = delete;
  virtual ~batch_rule() = default;

  /// How many tasks the next batch gets. Begins with 1. Asking changes nothing,
  /// and nobody has to ask.
  [[nodiscard]] virtual std::size_t size() const = 0;

  /// A batch of so many tasks is done; it took so long.
  /// Shape    Only a batch whose number of tasks is the present size counts:
  ///          one of another size is as if it had not been.
  ///          Smoothed time: the first batch's that counts is its own; with
  ///          each further one it is 0.8 times the old plus 0.2 times the new.
  ///          Then, at once:
  ///          - if it is less than 0.2 s (no time at all is, too), the size
  ///            becomes min(2 size, 2 floor(size * 0.2 s / smoothed));
  ///          - if it is more than 2 s, and the size 2 or more, the size
  ///            becomes max(2 floor(size * 0.2 s / smoothed), 1);
  ///          - else the size stays.
  ///          When the size has changed, smoothing begins anew: the next batch
  ///          that counts is a first one again. When it has not, it goes on.
  /// Units    `tasks` from 1; `took` from 0 to an hour. There is no largest
  ///          size; no list of batches makes it pass 2^50.
  ///          A batch of exactly 0.2 s or 2 s, where nothing came before, is at
  ///          the limit; else no limit is met by less than a microsecond. How
  ///          far a size shrinks hangs on all digits.
  /// Source   joblib, AutoBatchingMixin.
  virtual void completed(std::size_t tasks, std::chrono::nanoseconds took) = 0;
};

/// A new rule, which has seen no batch yet.
std::unique_ptr<batch_rule> make_batch_rule();

}  // namespace batches

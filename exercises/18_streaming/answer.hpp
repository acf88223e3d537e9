#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace streaming {

/// Gives the next input; nothing when there are no more.
using source = std::function<std::optional<int>()>;

/// What became of an input: its result, or what its task has thrown.
using outcome = std::variant<int, std::exception_ptr>;

/// Takes the outcome of one input.
using completion = std::function<void(outcome)>;

/// Gives an input to workers, and does not wait for the outcome: `done` is
/// called with that later, or at once.
using submitter = std::function<void(int input, completion done)>;

/// Results, one for each input of a source, in the order of the inputs. At most
/// k inputs are submitted and unread. A result is unread until a call of next()
/// finds it there and goes on to give it.
/// Shape    Every input is drawn from the source to be submitted at once, and
///          submitted once. Inputs and results are any ints; some may be equal.
///          Input i, counted from 0, is submitted
///          - not before result i - k is there, and next() goes on to give it;
///          - not later than in the call of next() that gives result i - k + 1,
///            before that call waits, returns or throws. The first k inputs:
///            in make_window, or so in the first call of next().
///          When the source has said that there are no more, it is not asked
///          again. Between calls a window holds at most k outcomes, given ones
///          included, however many inputs there are.
/// Threads  next() and make_window are called by one thread. Source and submit
///          are called by this thread only, within these calls. `done` is
///          called once for each input, by any thread, by several at once, and
///          in any order; or within submit, by the thread that submits. A call
///          of `done` waits for nobody: not for its turn, not for a call of
///          next(), source or submit to end. Every submitted task has called
///          `done`, and all these calls have returned, when the window is
///          destroyed; not all results need be read.
/// Errors   A failed task fails alone: next() throws what it has thrown, where
///          its result would have come, and the next call gives the next one.
///          What the source or submit throws comes out of next() in just that
///          way, after the results of all inputs before; then comes the end,
///          and neither is called again. An input that submit has thrown at is
///          not submitted: its `done` is never called.
class window {
 public:
  window() = default;
  window(const window&) = delete;
  window& operator=(const window&) = delete;
  virtual ~window() = default;

  /// The next result, as soon as it is there, whatever becomes of later ones.
  /// Where it is not there, the thread sleeps until it is: it does not look
  /// again and again, nor wake up every now and then. It sleeps in the wait of
  /// a lock, condition variable, semaphore, future, latch or atomic; the check
  /// cannot see that others sleep. Nothing at the end, and whenever it is asked
  /// after that.
  virtual std::optional<int> next() = 0;
};

/// Makes a window of `k` onto a source. Windows share nothing.
/// Shape    never null. `k` may be far more than there are inputs, up to the
///          largest std::size_t: places that are never used cost nothing.
/// Errors   std::invalid_argument if k is 0; then nothing was drawn.
std::unique_ptr<window> make_window(std::size_t k, source from,
                                    submitter submit);

}  // namespace streaming

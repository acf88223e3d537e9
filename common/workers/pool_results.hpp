#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <utility>

#include "common/workers/drawn_calls.hpp"
#include "common/workers/outcome.hpp"
#include "common/workers/pool_core.hpp"
#include "common/workers/result_iterator.hpp"
#include "common/workers/typed_calls.hpp"

namespace tandem {

/// The result of a call that a pool makes meanwhile.
/// Threads  any. It may outlive the pool; the call is made even if it goes.
/// Source   multiprocessing, AsyncResult.
template <class Result>
class async_result {
 public:
  async_result(pool_job job, std::shared_ptr<outcome<Result>> end)
      : job_{std::move(job)}, end_{std::move(end)} {}

  /// Waits for the result, and gives it, as often as one asks.
  /// Errors   task_error, with what the call has thrown, or worker_died,
  ///          nested; pool_terminated; initializer_error.
  // NOLINTNEXTLINE(modernize-use-nodiscard): it may be asked for its error
  const Result& get() const& {
    wait();
    demand_result();
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): there is one
    return *end_->result;
  }
  Result get() && {
    wait();
    demand_result();
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): there is one
    return std::move(*end_->result);
  }
  /// Waits until the call is over, well or not.
  void wait() const { job_.wait(); }
  /// The same, no longer than that; but in a task of the pool, which helps
  /// meanwhile, what it has begun comes to its end. Returns  whether it is
  /// over.
  template <class Rep, class Period>
  [[nodiscard]] bool wait_for(std::chrono::duration<Rep, Period> span) const {
    using clock = std::chrono::steady_clock;
    using seconds = std::chrono::duration<double>;  // of any length
    constexpr seconds none{0};
    constexpr seconds most = std::chrono::years{100};  // more would overflow
    const seconds asked{span};
    const auto some = asked > none ? std::min(asked, most) : none;
    return job_.wait_until(clock::now() +
                           std::chrono::ceil<clock::duration>(some));
  }
  /// Whether the call is over, well or not.
  [[nodiscard]] bool ready() const { return job_.has_ended(); }
  /// Whether there is a result.
  /// Errors   std::logic_error if the call is not over.
  [[nodiscard]] bool successful() const {
    if (!ready()) {
      throw std::logic_error{
          "whether the call was successful is not known before it is over: "
          "wait() for that"};
    }
    return end_->result.has_value();
  }

 private:
  void demand_result() const {
    if (end_->failure) {
      std::rethrow_exception(end_->failure);
    }
    if (!end_->result) {
      job_.throw_what_went_wrong();
    }
  }

  pool_job job_;
  std::shared_ptr<outcome<Result>> end_;
};

/// Calls that are done, on their way to who reads their results.
/// Threads  one reads.
class pool_arrivals {
 public:
  /// A sink.
  void put(const call_slice& done) {
    const std::lock_guard hold{lock_};
    ready_.push_back(done);
  }
  /// As take_from.
  std::optional<call_slice> take(std::optional<std::size_t> index) {
    const std::lock_guard hold{lock_};
    return take_from(ready_, index);
  }

 private:
  std::mutex lock_;
  std::deque<call_slice> ready_;
};

/// What calls are drawn from, for who waits for them.
/// Threads  while nobody draws.
class pool_input {
 public:
  pool_input() = default;
  pool_input(const pool_input&) = delete;
  pool_input& operator=(const pool_input&) = delete;
  pool_input(pool_input&&) = delete;
  pool_input& operator=(pool_input&&) = delete;
  virtual ~pool_input() = default;

  /// Throws what ended it, if anything did; once.
  virtual void throw_failure() = 0;
  /// Destroys it here, as what remains of its calls may go later, and in
  /// another thread. It is the caller's, and may refer to what is his.
  virtual void let_go() noexcept = 0;
};

/// A range of calls, read once. What it throws is noted, and ends it: all that
/// came before is made.
template <std::ranges::view Calls>
class guarded_stream : public pool_input {
 public:
  static constexpr auto f = call_stream<Calls>::f;

  explicit guarded_stream(Calls calls) : calls_{std::move(calls)} {}

  bool advance() {
    try {
      if (calls_.advance()) {
        current_.emplace(calls_.current());
        return true;
      }
    } catch (...) {
      failure_ = std::current_exception();
    }
    return false;
  }
  call<f> current() {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): advance was called
    return std::move(*current_);
  }
  void throw_failure() override {
    if (const auto why = std::exchange(failure_, nullptr)) {
      std::rethrow_exception(why);
    }
  }
  void let_go() noexcept override {
    current_.reset();
    calls_.let_go();
  }

 private:
  call_stream<Calls> calls_;
  std::exception_ptr failure_{};
  std::optional<call<f>> current_{};
};

/// The calls of an imap, as long as somebody may read their results. Then no
/// further one begins, and the input is destroyed; if it is being drawn from,
/// that is waited for.
struct imap_calls {
  imap_calls(pool_job by, std::shared_ptr<pool_arrivals> done,
             std::shared_ptr<pool_input> from)
      : job{std::move(by)}, ready{std::move(done)}, input{std::move(from)} {}
  imap_calls(const imap_calls&) = delete;
  imap_calls& operator=(const imap_calls&) = delete;
  imap_calls(imap_calls&&) = delete;
  imap_calls& operator=(imap_calls&&) = delete;
  ~imap_calls() {
    job.stop();
    input->let_go();
  }

  pool_job job;
  std::shared_ptr<pool_arrivals> ready;
  std::shared_ptr<pool_input> input;
};

/// The results of imap, each ready as soon as it can be; to be read once.
/// Shape    an item whose call failed throws its task_error when it is looked
///          at, and no sooner; ++ goes on to the next.
/// Threads  one. Reading waits, and throws what went wrong with the input, once
///          all results before that have been read, or with the pool. When this
///          object goes, no further call begins, and an input that is being
///          drawn from is waited for: it must not wait for its own reader.
template <auto f>
class imap_range {
 public:
  using value_type = result_of<f>;

  imap_range(std::unique_ptr<imap_calls> calls, bool in_order)
      : calls_{std::move(calls)}, in_order_{in_order} {}

  using iterator = result_iterator<imap_range>;

  iterator begin() {
    read();
    return iterator{this};
  }
  static std::default_sentinel_t end() { return {}; }

 private:
  friend iterator;

  [[nodiscard]] bool is_at_end() const { return !current_; }
  value_type& current() {
    // NOLINTBEGIN(bugprone-unchecked-optional-access): it is not at the end
    if (current_->failure) {
      std::rethrow_exception(current_->failure);
    }
    return *current_->result;
    // NOLINTEND(bugprone-unchecked-optional-access)
  }
  void read() {
    current_.reset();
    while (!part_ || at_ == part_->end) {
      part_ = next_part();
      if (!part_) {
        calls_->job.throw_what_went_wrong();
        calls_->input->throw_failure();
        return;
      }
      at_ = part_->begin;
    }
    auto& here = static_cast<results_of<f>&>(*part_->calls).end(at_);
    ++at_;
    ++next_;
    calls_->job.note_read();
    if (!here.failure && !here.result) {  // all was stopped before
      part_.reset();
      calls_->job.wait();
      calls_->job.throw_what_went_wrong();
      return;
    }
    current_ = std::exchange(here, {});
  }
  std::optional<call_slice> next_part() {
    std::optional<call_slice> found;
    const auto look = [&] {
      found =
          calls_->ready->take(in_order_ ? std::optional{next_} : std::nullopt);
      return found.has_value();
    };
    calls_->job.wait_or(look);
    if (!found && !look()) {
      calls_->job.wait();  // nothing of it is left then
    }
    return found;
  }

  std::unique_ptr<imap_calls> calls_;
  bool in_order_;
  std::optional<call_slice> part_{};
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  std::optional<outcome<value_type>> current_{};
};

}  // namespace tandem

#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "common/workers/crew.hpp"
#include "common/workers/interrupt_message.hpp"
#include "common/workers/scheduler.hpp"

// What pools are, once types are forgotten.
namespace tandem {

/// A pool was asked for something that it does no more, or not yet.
class pool_closed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// The pool was terminated before these calls were done.
class pool_terminated : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// How many of `count` items map gives to a worker at once.
/// Errors   std::invalid_argument if 0 are asked for.
std::size_t chunk_of(std::optional<std::size_t> asked, std::size_t count,
                     int workers);
/// How imap goes about it.
/// Errors   std::invalid_argument, with what is allowed.
schedule stream_schedule(std::size_t chunk, std::optional<std::size_t> total,
                         int workers);

class pool_core;

/// Calls that a pool makes. It makes them even if this object goes.
/// Threads  any.
class pool_job {
 public:
  pool_job(std::shared_ptr<pool_core> by, std::uint64_t number,
           std::shared_ptr<scheduler> calls);

  /// Waits until all are over; a thread of the pool helps meanwhile.
  void wait() const;
  /// The same, no longer than until then; but a batch that a thread of the pool
  /// runs meanwhile comes to its end. Returns  whether they are over.
  [[nodiscard]] bool wait_until(
      std::chrono::steady_clock::time_point until) const;
  /// Waits until all are over, or `done` says yes, which it is asked whenever
  /// something has happened.
  void wait_or(const std::function<bool()>& done) const;
  [[nodiscard]] bool has_ended() const { return calls_->has_ended(); }
  /// Throws the failure that counts, or what went wrong otherwise, if anything
  /// did. To be called when all are over.
  void throw_what_went_wrong() const;
  /// No further one begins, and nobody draws from the input any more.
  void stop() const;
  void note_read() const { calls_->note_read(1); }

 private:
  [[nodiscard]] bool help() const;

  std::shared_ptr<pool_core> by_;
  std::uint64_t number_;
  std::shared_ptr<scheduler> calls_;
};

/// Workers that are kept for the calls to come: a crew, with a thread for each
/// worker that runs batches of all jobs in turn. Several jobs share the
/// workers, batch by batch.
/// Threads  any.
class pool_core : public std::enable_shared_from_this<pool_core> {
 public:
  struct settings {
    int workers = 1;
    nesting inside{};  ///< where tasks are
    /// What each thread does first. If given, threads live as long as the pool;
    /// else no longer than there are calls.
    std::function<void(int worker)> begin_thread{};
  };
  pool_core(std::shared_ptr<crew> workers, settings how);
  pool_core(const pool_core&) = delete;
  pool_core& operator=(const pool_core&) = delete;
  pool_core(pool_core&&) = delete;
  pool_core& operator=(pool_core&&) = delete;
  // NOLINTNEXTLINE(bugprone-exception-escape): on a thread of its own, as said
  ~pool_core();

  [[nodiscard]] int workers() const { return how_.workers; }
  /// Errors   pool_closed if it takes no more calls.
  void demand_open() const;

  /// Takes calls; at most so many batches can be run at once.
  /// Errors   pool_closed; std::runtime_error if all workers have died.
  pool_job begin(schedule how, scheduler::source from, scheduler::sink to,
                 std::size_t batches);

  void close();
  void join();
  void terminate();

 private:
  friend class pool_job;
  enum class state { open, closed, terminated };
  struct place {
    std::jthread thread{};
    bool serves = false;  ///< it has a thread that will look for calls
  };

  void start_threads();
  void begin_thread(int worker);
  void serve(int worker);
  bool serve_next(int worker, std::uint64_t& last);
  void note_lost(std::unique_lock<std::mutex>& hold);
  void end_threads();
  void rest();
  void ring();
  void wait_for_ring(
      std::uint64_t seen,
      std::optional<std::chrono::steady_clock::time_point> until = {});
  void demand_another_thread(const std::string& what) const;
  void retire(std::uint64_t number);

  // All of these with the lock.
  void start_missing(std::size_t wanted);
  void retire_with_lock(std::uint64_t number);
  void ring_with_lock();
  void demand_open_with_lock() const;
  [[nodiscard]] bool some_serve() const;
  [[nodiscard]] std::uint64_t rings() const;

  std::shared_ptr<crew> crew_;
  settings how_;
  mutable std::mutex lock_;
  std::condition_variable rang_;
  std::condition_variable rested_;  ///< a thread has ended
  std::uint64_t rings_ = 0;         ///< how often something has happened
  int listening_ = 0;               ///< who wait for that
  state state_ = state::open;
  std::map<std::uint64_t, std::shared_ptr<scheduler>> open_;
  std::uint64_t next_number_ = 1;
  std::optional<interrupt_message> message_;
  std::vector<place> places_;
  std::vector<std::exception_ptr> not_begun_;  ///< by thread
  std::size_t begun_ = 0;
};

}  // namespace tandem

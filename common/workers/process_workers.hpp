#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "common/workers/child_process.hpp"
#include "common/workers/failure.hpp"
#include "common/workers/run_jobs.hpp"
#include "common/workers/typed_calls.hpp"
#include "common/workers/worker_process.hpp"

namespace tandem {

/// Calls of one task whose arguments and results the caller reads and writes as
/// bytes.
struct task_calls {
  std::uint64_t task = 0;  ///< known_task::offset
  std::size_t count = 0;
  std::size_t batch_size = 1;
  bool stops_at_failure = false;
  /// Appends the arguments of one call.
  std::function<void(std::size_t index, outgoing& to)> arguments;
  /// Takes the result of one call.
  std::function<void(std::size_t index, incoming& result)> result;
  /// Takes what one call has thrown, or the death of its worker.
  std::function<void(std::size_t index, int worker,
                     const std::exception_ptr& why)>
      failure;
};

/// Processes that run tasks.
/// Threads  one caller at a time.
class process_workers {
 public:
  /// Starts `workers` processes. Those that are spawned, or forked by the fork
  /// server, are replaced when they die; of forked ones the others do the work.
  /// Errors   std::invalid_argument if `workers` < 1; as worker_process.
  process_workers(int workers, start_method how);
  /// The same, with memory that the workers share: see inherited_memory. It has
  /// to live as long as they do.
  process_workers(int workers, start_method how, const shared_memory& shared);
  process_workers(const process_workers&) = delete;
  process_workers& operator=(const process_workers&) = delete;
  process_workers(process_workers&&) = delete;
  process_workers& operator=(process_workers&&) = delete;
  ~process_workers();

  /// The processes that are alive now.
  [[nodiscard]] std::vector<pid_t> pids() const;

  /// What has gone to the workers and come from them so far.
  [[nodiscard]] traffic counted() const;

  /// Runs the calls, on whichever worker is free.
  /// Threads  `arguments`, `result` and `failure` are called by several threads
  ///          at once, each for calls of its own.
  /// Errors   std::invalid_argument if `batch_size` is 0;
  ///          std::runtime_error if no worker is left, or one talks nonsense.
  void run(const task_calls& calls);

  /// Runs `f` on each input, and gives every outcome.
  /// Shape    n inputs in, n outcomes out, in their order.
  template <auto f, class Input>
  auto outcomes(const std::vector<Input>& inputs, std::size_t batch_size = 1) {
    return run_all<f>(inputs, batch_size, false);
  }

  /// Runs `f` on each input; no further batch is begun once one has failed.
  /// Shape    n inputs in, n results out, in their order.
  /// Errors   task_error of the lowest index that failed, with what the task
  ///          has thrown, or worker_died, nested; and as `run`.
  /// Source   multiprocessing, Pool.map.
  template <auto f, class Input>
  std::vector<result_of<f>> map(const std::vector<Input>& inputs,
                                std::size_t batch_size = 1) {
    auto all = run_all<f>(inputs, batch_size, true);
    for (const auto& one : all) {
      if (one.failure) {
        std::rethrow_exception(one.failure);
      }
    }
    return take_results(std::move(all));
  }

  /// A callable that is passed as an argument cannot reach another process.
  template <class F, class Input>
  std::vector<typename signature<std::decay_t<F>>::result> map(
      F, const std::vector<Input>&, std::size_t = 1) {
    static_assert(!std::is_same_v<F, F>,
                  "a callable cannot cross to another process (Python: can't "
                  "pickle a lambda): write a function, and name it, as in "
                  "workers.map<f>(inputs)");
    return {};
  }

 private:
  process_workers(int workers, start_method how, const shared_memory* shared);

  /// Runs all calls of a storage, on whichever worker is free.
  /// Errors   std::invalid_argument if `batch_size` is 0;
  ///          std::runtime_error if no worker is left, or one talks nonsense.
  void run(const std::shared_ptr<call_storage>& calls, std::size_t batch_size,
           bool stops_at_failure);

  template <auto f, class Input>
  auto run_all(const std::vector<Input>& inputs, std::size_t batch_size,
               bool stops_at_failure) {
    demand_task<f>();
    const auto calls = std::make_shared<calls_on<f, Input>>(inputs);
    run(calls, batch_size, stops_at_failure);
    return calls->take_ends();
  }

  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace tandem

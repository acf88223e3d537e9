#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/workers/drawn_calls.hpp"
#include "common/workers/pool_core.hpp"
#include "common/workers/pool_results.hpp"
#include "common/workers/run_jobs.hpp"

namespace tandem {

/// What `pool` and `thread_pool` have in common: workers that are kept, and the
/// ways to give them calls. The task is a function, named by a template
/// argument; it has to be fit for processes even where workers are threads, so
/// that a program may change from one to the other.
/// Threads  any, several at once: their calls share the workers, batch by batch
///          in turn. Where the workers are threads, tasks may use the pool,
///          too: who waits helps meanwhile, but with calls of this pool only.
///          Two pools whose tasks wait for each other's may wait for ever.
/// Errors   pool_closed after close or terminate. std::invalid_argument for a
///          chunk of 0. A failed task is a task_error: its index, and nested
///          what it has thrown, or worker_died, or why its arguments cannot be
///          sent. initializer_error if a worker takes another's place, and
///          cannot be prepared.
/// Source   multiprocessing, Pool and ThreadPool.
class worker_pool {
 public:
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;
  worker_pool(worker_pool&&) = delete;
  worker_pool& operator=(worker_pool&&) = delete;

  [[nodiscard]] int workers() const { return core_->workers(); }

  /// Calls `f` on each item, `chunk` items at a time: if none is given,
  /// len / (4 workers), rounded up.
  /// Shape    n items in, n results out, in their order. The input is read
  /// once,
  ///          by one thread at a time: a worker's. If its size is not known,
  ///          the caller reads all of it before the first call.
  /// Errors   of the tasks that fail, the one that a plain loop would meet;
  ///          what comes after it need not begin any more. What the input
  ///          throws comes as it is, if no task before that has failed; or
  ///          before any task, if its size is not known.
  template <auto f, std::ranges::input_range Items>
  auto map(Items&& items, std::optional<std::size_t> chunk = {}) {
    return run(calls_of<f>(std::forward<Items>(items)), chunk);
  }
  /// The same for a function of several arguments: each item is a tuple.
  template <auto f, std::ranges::input_range Tuples>
  auto starmap(Tuples&& tuples, std::optional<std::size_t> chunk = {}) {
    return run(spread_calls_of<f>(std::forward<Tuples>(tuples)), chunk);
  }

  /// The results as a range, in order, while the calls run. It reads ahead no
  /// further than 2 chunks for each worker: who does not read holds up the
  /// calls, so the input may be endless. A vector that is given by its name has
  /// to live as long as the range. When the range goes, an input that is being
  /// drawn from is waited for: it must not wait for who reads the range.
  template <auto f, std::ranges::input_range Items>
  [[nodiscard]] auto imap(Items&& items, std::size_t chunk = 1) {
    return stream(calls_of<f>(std::forward<Items>(items)), chunk, true);
  }
  /// The same, each chunk of them as soon as it is done.
  template <auto f, std::ranges::input_range Items>
  [[nodiscard]] auto imap_unordered(Items&& items, std::size_t chunk = 1) {
    return stream(calls_of<f>(std::forward<Items>(items)), chunk, false);
  }

  /// Makes one call, and waits for its result.
  template <auto f, class... A>
  auto apply(A&&... arguments) {
    return apply_async<f>(std::forward<A>(arguments)...).get();
  }
  /// Makes one call meanwhile. Calls begin in the order in which they were
  /// given.
  template <auto f, class... A>
  auto apply_async(A&&... arguments) {
    return begin_one(delayed<f>(std::forward<A>(arguments)...));
  }

  // A callable that is passed as an argument cannot reach another process.
  template <class... A>
  void map(A&&...) {
    refuse_callable<A...>();
  }
  template <class... A>
  void starmap(A&&...) {
    refuse_callable<A...>();
  }
  template <class... A>
  void imap(A&&...) {
    refuse_callable<A...>();
  }
  template <class... A>
  void imap_unordered(A&&...) {
    refuse_callable<A...>();
  }
  template <class... A>
  void apply(A&&...) {
    refuse_callable<A...>();
  }
  template <class... A>
  void apply_async(A&&...) {
    refuse_callable<A...>();
  }

  /// Takes no more calls; those that were given are still made, but for tasks
  /// among them that use the pool it is closed, too.
  void close() { core_->close(); }
  /// Waits until they have been made, and the workers have ended. From here on
  /// no imap waits for who reads it: one that is endless never ends.
  /// Errors   pool_closed if the pool is open; std::logic_error in a task on
  /// the
  ///          pool's own threads, or in its input.
  void join() { core_->join(); }
  /// Takes no more calls, begins none of those that wait, and ends those that
  /// run: in processes at once; those on threads are waited for, and so is an
  /// input that is being drawn from. Who waits for a result gets
  /// pool_terminated. Then the workers are gone.
  /// Errors   std::logic_error in a task on the pool's own threads, or in its
  ///          input: nor may the pool be destroyed there.
  void terminate() { core_->terminate(); }

 protected:
  explicit worker_pool(std::shared_ptr<pool_core> core)
      : core_{std::move(core)} {}
  /// Terminates.
  ~worker_pool() { core_->terminate(); }

 private:
  template <class Calls>
  static constexpr auto f_in = function_of<std::ranges::range_value_t<Calls>>;

  template <class... A>
  static constexpr void refuse_callable() {
    static_assert(!std::is_same_v<std::tuple<A...>, std::tuple<A...>>,
                  "a callable cannot cross to another process (Python: can't "
                  "pickle a lambda): write a function, and name it, as in "
                  "workers.map<f>(items)");
  }

  template <auto f, class Items>
  static auto calls_of(Items&& items) {
    return std::views::all(std::forward<Items>(items)) | delayed<f>;
  }
  template <auto f, class Tuples>
  static auto spread_calls_of(Tuples&& tuples) {
    demand_task<f>();
    using item = std::remove_cvref_t<std::ranges::range_reference_t<Tuples>>;
    if constexpr (requires { std::tuple_size<item>::value; }) {
      return std::views::transform(
          std::views::all(std::forward<Tuples>(tuples)), [](auto&& tuple) {
            return std::apply(delayed<f>, std::forward<decltype(tuple)>(tuple));
          });
    } else {
      static_assert(
          requires { std::tuple_size<item>::value; },
          "starmap takes a range of tuples, of which each has the "
          "arguments of one call; for one argument, take map");
      return std::views::empty<call<f>>;  // so that no more need be said
    }
  }

  template <class Calls>
  auto run(Calls calls, std::optional<std::size_t> chunk) {
    if constexpr (std::ranges::sized_range<Calls>) {
      // Arguments are evaluated in any order: count before the range is moved.
      const std::size_t count = std::ranges::size(calls);
      return run_sized(std::move(calls), count, chunk);
    } else {
      core_->demand_open();  // before the input is read
      (void)chunk_of(chunk, 0, workers());
      std::vector<std::ranges::range_value_t<Calls>> all;
      for (auto&& one : calls) {
        all.push_back(std::forward<decltype(one)>(one));
      }
      const auto count = all.size();
      return run_sized(std::views::all(std::move(all)), count, chunk);
    }
  }
  template <class Calls>
  auto run_sized(Calls calls, std::size_t count,
                 std::optional<std::size_t> chunk) {
    constexpr auto f = f_in<Calls>;
    const auto size = chunk_of(chunk, count, workers());
    const auto from = std::make_shared<guarded_stream<Calls>>(std::move(calls));
    std::vector<outcome<result_of<f>>> ends(count);
    const auto job = core_->begin(
        {.batch_size = size, .total = count, .finds_first_failure = true},
        places_for(from),
        [&ends](const call_slice& done) {
          auto& made = static_cast<results_of<f>&>(*done.calls);
          for (auto at = done.begin; at < done.end; ++at) {
            ends.at(made.first() + at) = std::move(made.end(at));
          }
        },
        (count + size - 1) / size);
    job.wait();
    from->let_go();
    job.throw_what_went_wrong();
    from->throw_failure();
    return take_results(std::move(ends));
  }

  template <class Calls>
  auto stream(Calls calls, std::size_t chunk, bool in_order) {
    // NOLINTNEXTLINE(misc-const-correctness): some ranges have one
    std::optional<std::size_t> length;
    if constexpr (std::ranges::sized_range<Calls>) {
      length = std::ranges::size(calls);
    }
    const auto ready = std::make_shared<pool_arrivals>();
    const auto from = std::make_shared<guarded_stream<Calls>>(std::move(calls));
    auto job = core_->begin(
        stream_schedule(chunk, length, workers()), places_for(from),
        [ready](const call_slice& done) { ready->put(done); },
        static_cast<std::size_t>(workers()));
    return imap_range<f_in<Calls>>{
        std::make_unique<imap_calls>(std::move(job), ready, from), in_order};
  }

  template <auto f>
  auto begin_one(call<f> made) {
    using result = result_of<f>;
    auto only =
        std::views::single(std::move(made)) |
        std::views::transform([](call<f>& one) { return std::move(one); });
    using stream = call_stream<decltype(only)>;
    const auto place = std::make_shared<calls_drawn_from<stream>>(
        std::make_shared<stream>(std::move(only)), 0, 1);
    auto job = core_->begin(
        {.batch_size = 1, .total = 1},
        // NOLINTNEXTLINE(performance-no-automatic-move): it stays here, too
        [place](auto, auto) { return place; }, [](const call_slice&) {}, 1);
    return async_result<result>{
        std::move(job),
        std::shared_ptr<outcome<result>>{place, &place->end(0)}};
  }

  /// Places for the calls of a stream.
  template <class Stream>
  static scheduler::source places_for(std::shared_ptr<Stream> from) {
    return [from = std::move(from)](std::size_t first, std::size_t count) {
      // Several at once: a place each would cost more than a small task.
      constexpr std::size_t some = std::max<std::size_t>(
          1, 16'384 / sizeof(outcome<result_of<Stream::f>>));
      return std::make_shared<calls_drawn_from<Stream>>(from, first,
                                                        std::max(count, some));
    };
  }

  std::shared_ptr<pool_core> core_;
};

}  // namespace tandem

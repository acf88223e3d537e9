#include "common/workers/process_workers.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/workers/pre_dispatch.hpp"
#include "common/workers/process_crew.hpp"
#include "common/workers/scheduler.hpp"

namespace tandem {
namespace {

/// Calls of which only the caller knows what they are.
class calls_as_bytes : public call_storage {
 public:
  explicit calls_as_bytes(const task_calls& calls)
      : call_storage{0}, calls_{calls} {}

  [[nodiscard]] std::size_t size() const override { return drawn_; }
  [[nodiscard]] std::size_t room() const override {
    return calls_.count - drawn_;
  }
  std::size_t draw(std::size_t count) override {
    const auto came = std::min(count, room());
    drawn_ += came;
    return came;
  }
  [[nodiscard]] std::uint64_t task() const override { return calls_.task; }
  void make(std::size_t) override {
    throw std::logic_error{"these calls are made by processes"};
  }
  void encode_arguments(std::size_t at, outgoing& to) const override {
    calls_.arguments(at, to);
  }
  void decode_result(std::size_t at, incoming& from) override {
    calls_.result(at, from);
  }
  void fail(std::size_t at, const std::exception_ptr& why) override {
    try {
      std::rethrow_exception(why);
    } catch (const task_error& error) {
      calls_.failure(at, error.worker(), why);
    }
  }

 private:
  const task_calls& calls_;
  std::size_t drawn_ = 0;
};

}  // namespace

struct process_workers::state {
  int workers;
  process_crew crew;
};

process_workers::process_workers(int workers, start_method how)
    : process_workers{workers, how, nullptr} {}

process_workers::process_workers(int workers, start_method how,
                                 const shared_memory& shared)
    : process_workers{workers, how, &shared} {}

process_workers::process_workers(int workers, start_method how,
                                 const shared_memory* shared)
    : state_{new state{workers, {workers, how, {.shared = shared}}}} {}

process_workers::~process_workers() = default;

std::vector<pid_t> process_workers::pids() const { return state_->crew.pids(); }

traffic process_workers::counted() const { return state_->crew.counted(); }

void process_workers::run(const task_calls& calls) {
  run(std::make_shared<calls_as_bytes>(calls), calls.batch_size,
      calls.stops_at_failure);
}

void process_workers::run(const std::shared_ptr<call_storage>& calls,
                          std::size_t batch_size, bool stops_at_failure) {
  scheduler all{{.workers = state_->workers,
                 .batch_size = batch_size,
                 .pre_dispatch = all_of_them,
                 .ends_running = false,
                 .batches = {.stops_at_failure = stops_at_failure}},
                state_->crew,
                [&](std::size_t, std::size_t) { return calls; },
                [](const call_slice&) {}};
  all.serve_all();
  if (all.trouble()) {  // the tasks' own failures are among the outcomes
    std::rethrow_exception(all.trouble());
  }
}

}  // namespace tandem

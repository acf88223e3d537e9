#include "common/workers/worker_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <span>
#include <utility>

#include "common/workers/descriptors.hpp"
#include "common/workers/encoding.hpp"
#include "common/workers/progress.hpp"
#include "common/workers/worker_main.hpp"

namespace tandem {
namespace {

constexpr std::chrono::milliseconds patience_at_start{30'000};
constexpr std::chrono::milliseconds patience_at_end{1'000};

}  // namespace

no_broken_pipe_signal::no_broken_pipe_signal() {
  sigemptyset(&only_);
  sigaddset(&only_, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &only_, &before_);
}

no_broken_pipe_signal::~no_broken_pipe_signal() {
  if (sigismember(&before_, SIGPIPE) == 0) {
    constexpr timespec at_once{};
    while (sigtimedwait(&only_, nullptr, &at_once) < 0 && errno == EINTR) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
}

worker_died::worker_died(pid_t pid, const process_ending& ending,
                         const std::string& when)
    : std::runtime_error{fmt::format("process {} {}{}", pid, to_text(ending),
                                     when)},
      pid_{pid},
      ending_{ending} {}

struct worker_process::state {
  state(start_method how, const shared_memory* shared) {
    auto request_pipe = make_pipe();
    auto result_pipe = make_pipe();
    auto lifeline_pipe = make_pipe();
    process = child_process::start(
        how, {.requests = request_pipe.read.get(),
              .results = result_pipe.write.get(),
              .shared = shared == nullptr ? -1 : shared->descriptor(),
              .lifeline = lifeline_pipe.read.get(),
              .progress = memory.descriptor()});
    requests = std::move(request_pipe.write);
    // A write ends with the worker, though a child of its may hold the pipe.
    fcntl(requests.get(), F_SETFL, O_NONBLOCK);
    results = std::move(result_pipe.read);
    lifeline = std::move(lifeline_pipe.write);
    reader = std::make_unique<frame_reader>(results.get(), process->ended_fd());
  }

  [[nodiscard]] progress& notes() const {
    return *reinterpret_cast<progress*>(memory.bytes().data());
  }

  /// Waits for the first frame, which says who is there.
  void greet() const;
  /// The results in a frame; false if they are none that can come now.
  bool take_results(const frame& came, const result_taker& take,
                    std::uint64_t expected);
  /// Waits until something has come, or the call that runs is out of time.
  /// Returns  that call.
  [[nodiscard]] std::optional<std::uint64_t> wait_until_late(
      std::chrono::nanoseconds timeout) const;
  /// What a dead worker had finished and not sent.
  void take_left(const result_taker& take, std::uint64_t expected);
  [[noreturn]] void end_for(const std::string& why) const;

  shared_memory memory{sizeof(progress)};
  std::unique_ptr<child_process> process;
  owned_fd requests;
  owned_fd results;
  owned_fd lifeline;
  std::unique_ptr<frame_reader> reader;
  pid_t owner = getpid();
  std::uint64_t batches = 0;
  std::atomic<std::uint64_t> sent{0};  ///< bytes
  std::uint64_t taken = 0;             ///< results of this batch
  bool over = false;                   ///< no more of them will come
  bool idle = true;
};

void worker_process::state::end_for(const std::string& why) const {
  process->kill();
  process->wait();
  throw std::runtime_error{fmt::format("worker {}: {}", process->pid(), why)};
}

void worker_process::state::greet() const {
  constexpr const char* hint =
      "; is tandem::run_if_worker(argc, argv) the first line of main?";
  if (!readable_within(results.get(), patience_at_start)) {
    end_for(fmt::format("it was not ready in {} s{}",
                        patience_at_start.count() / 1'000, hint));
  }
  try {
    const auto hello = reader->next(std::size_t{1} << 16U);
    if (!hello) {
      const auto ending = process->wait();
      const bool by_signal = ending.how == process_ending::how_ended::signal;
      throw worker_died{
          process->pid(), ending,
          fmt::format(" before it was ready{}", by_signal ? "" : hint)};
    }
    incoming body{hello->body()};
    if (hello->kind != frame_kind::hello ||
        decode<std::int64_t>(body) != process->pid()) {
      end_for("another program answered");
    }
  } catch (const frame_error& error) {
    end_for(error.what());
  }
}

bool worker_process::state::take_results(const frame& came,
                                         const result_taker& take,
                                         std::uint64_t expected) {
  if (came.kind != frame_kind::results) {
    return false;
  }
  incoming body{came.body()};
  const auto first = decode<std::uint64_t>(body);
  const auto count = decode<std::uint64_t>(body);
  over = decode<bool>(body);
  if (first != taken || (count == 0 && !over) || count > expected - taken) {
    return false;
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    result_header head;
    std::memcpy(&head, body.take(sizeof head).data(), sizeof head);
    incoming result{body.take(head.size)};
    take(taken++, head.failed != 0, result);
  }
  return true;
}

void worker_process::state::take_left(const result_taker& take,
                                      std::uint64_t expected) {
  const auto& seen = notes();
  const auto finished = std::min(seen.finished.load(), expected);
  incoming left{std::span{seen.results}.first(
      std::min<std::uint64_t>(seen.bytes, progress::room))};
  for (auto at = seen.first.load(); at < finished; ++at) {
    result_header head;
    if (left.left() < sizeof head) {
      return;
    }
    std::memcpy(&head, left.take(sizeof head).data(), sizeof head);
    if (left.left() < head.size) {
      return;
    }
    const auto bytes = left.take(head.size);
    if (XXH32(bytes.data(), bytes.size(), 0) != head.hash) {
      return;  // who dies may have written anywhere before
    }
    if (at == taken) {  // else it was sent after all
      incoming result{bytes};
      take(taken++, head.failed != 0, result);
    }
  }
}

std::optional<std::uint64_t> worker_process::state::wait_until_late(
    std::chrono::nanoseconds timeout) const {
  using clock = std::chrono::steady_clock;
  using std::chrono::nanoseconds;
  if (reader->has_some()) {
    return {};
  }
  for (;;) {
    const auto running = notes().finished.load();
    const nanoseconds since{notes().running_since.load()};
    const nanoseconds now = clock::now().time_since_epoch();
    const auto left = since > nanoseconds{0} && since <= now
                          ? since + timeout - now
                          : timeout;
    // A millisecond late rather than early.
    const auto span = std::chrono::ceil<std::chrono::milliseconds>(
        std::max(left, nanoseconds{0}));
    if (any_readable_within(results.get(), process->ended_fd(), span)) {
      return {};
    }
    // Else `since` may have been another call's.
    if (left <= nanoseconds{0} && notes().finished == running) {
      return running;
    }
  }
}

worker_process::worker_process(start_method how, const shared_memory* shared)
    : state_{std::make_unique<state>(how, shared)} {}

void worker_process::wait_until_ready() { state_->greet(); }

void worker_process::let_go() noexcept { state_->requests.close(); }

worker_process::~worker_process() {
  if (getpid() != state_->owner) {
    (void)state_->process.release();  // it would end the process
    return;
  }
  let_go();
  if (!state_->idle ||
      !readable_within(state_->process->ended_fd(), patience_at_end)) {
    state_->lifeline.close();
    state_->process->kill();
  }
  state_->process->wait();
}

pid_t worker_process::pid() const { return state_->process->pid(); }

traffic worker_process::counted() const {
  return {.sent = state_->sent, .received = state_->reader->received()};
}

bool worker_process::has_ended() const {
  return readable_within(state_->process->ended_fd(),
                         std::chrono::milliseconds{0});
}

claims& worker_process::unclaimed() const { return state_->notes().unclaimed; }

void worker_process::end_now() const noexcept {
  if (getpid() == state_->owner) {
    kill_process(state_->process->ended_fd());
  }
}

batch_end worker_process::run(const batch& calls, const result_taker& take) {
  auto& here = *state_;
  const auto number = ++here.batches;
  const std::uint64_t expected = calls.sizes.size();
  here.taken = 0;
  here.over = false;
  here.idle = false;
  outgoing all;
  encode(all, number);
  encode(all, calls.task);
  encode(all, calls.first);
  encode(all, calls.stops_at_failure);
  encode(all, calls.timeout.has_value());
  encode(all, std::int32_t{calls.inside.level});
  encode(all, std::int32_t{calls.inside.threads});
  encode(all, calls.sizes);
  all.borrow(calls.arguments);
  bool alive = true;
  std::optional<std::uint64_t> timed_out;
  try {
    here.sent += write_frame(here.requests.get(), frame_kind::batch, all,
                             here.process->ended_fd());
  } catch (const frame_error&) {
    alive = false;  // it has ended
  }
  try {
    while (!here.over && alive) {
      if (calls.timeout && !timed_out) {
        timed_out = here.wait_until_late(*calls.timeout);
        if (timed_out) {
          here.process->kill();  // what it has sent is still to be read
        }
      }
      const auto came = here.reader->next();
      alive = came.has_value();
      if (came && !here.take_results(*came, take, expected)) {
        here.end_for("what it sent is no result of this batch");
      }
    }
  } catch (const frame_cut_short&) {
    alive = false;
  } catch (const frame_error& error) {
    here.end_for(error.what());
  }
  if (alive && !timed_out) {
    here.idle = true;
    return {.finished = here.taken};
  }
  if (!readable_within(here.process->ended_fd(), patience_at_end)) {
    here.process->kill();  // it lives, and has closed its pipe
  }
  here.lifeline.close();
  const auto ending = here.process->wait();
  const bool begun = here.notes().batch == number;
  if (begun) {
    here.take_left(take, expected);
  }
  return {.finished = here.taken,
          .begun = begun,
          .died = ending,
          .timed_out = timed_out};
}

}  // namespace tandem

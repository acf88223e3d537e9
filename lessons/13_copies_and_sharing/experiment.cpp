#include "experiment.hpp"

#include <algorithm>
#include <atomic>
#include <tuple>

#include "common/workers/meeting.hpp"
#include "common/workers/process_workers.hpp"
#include "common/workers/shared_memory.hpp"

namespace copies_and_sharing {
namespace {

using std::chrono::nanoseconds;
using std::chrono::steady_clock;
using tandem::process_workers;
using tandem::shared_array;
using tandem::start_method;

// --- What a worker does. Each process has a `kept` of its own.

numbers kept;  ///< the copy that this process has, if it has one

/// The numbers that a worker works on: its copy, or those in the share.
std::span<number> within_reach() {
  return kept.empty() ? shared_array<number>::inherited() : kept;
}

void take(const numbers& sent) { kept = sent; }
void change(std::size_t at, number value) { within_reach()[at] = value; }
number look(std::size_t at) { return within_reach()[at]; }

/// Looks at the last of the numbers that it was sent, or of those in the share.
number last_of(const numbers& sent) {
  return sent.empty() ? shared_array<number>::inherited().back() : sent.back();
}

/// What racing workers share.
struct race_track {
  number counter = 0;
  tandem::meeting place;
};

/// Adds 1 to the number that it was sent, or to the one in the share; but not
/// before all workers stand where it stands.
void add_one(numbers sent, int workers, bool in_one_step) {
  auto& track = shared_array<race_track>::inherited()[0];
  const std::atomic_ref counter{sent.empty() ? track.counter : sent[0]};
  if (in_one_step) {
    tandem::meet(track.place, workers);
    ++counter;
  } else {
    const auto seen = counter.load();
    tandem::meet(track.place, workers);
    counter = seen + 1;
  }
}

// --- What the parent does.

/// Sends the numbers, and counts what goes through the pipe; then, for the
/// time, again and again: the smallest is the one that was disturbed least.
hand_over hand(process_workers& worker, const std::vector<numbers>& sent) {
  hand_over seen{.time = nanoseconds::max()};
  constexpr nanoseconds enough = std::chrono::milliseconds{5};
  nanoseconds all{};
  for (int i = 0; i < 5 || (i < 50 && all < enough); ++i) {
    const auto before = worker.counted().sent;
    const auto begin = steady_clock::now();
    worker.map<&last_of>(sent);
    const nanoseconds time = steady_clock::now() - begin;
    all += time;
    seen.time = std::min(seen.time, time);
    seen.bytes = std::max(seen.bytes, worker.counted().sent - before);
  }
  return seen;
}

payload hand_over_both_ways(std::uint64_t bytes, const sender& send) {
  const shared_array<number> share{bytes / sizeof(number)};
  std::ranges::fill(share.values(), 1);
  process_workers worker{1, start_method::spawn, share.memory()};
  payload seen;
  seen.bytes = bytes;
  seen.copied = hand(worker, {send_all(share.values())});
  seen.shared = hand(worker, {send(share.values())});
  return seen;
}

/// The parent has its numbers in `ours`, and the worker has taken its own.
sight look_both_ways(std::string name, process_workers& worker,
                     std::span<number> ours) {
  using arguments = std::tuple<std::size_t, number>;
  sight seen{.name = std::move(name)};
  worker.map<&change>(std::vector<arguments>{{0, 7}});
  seen.parent_sees = ours[0] == 7;
  ours[1] = 8;
  seen.worker_sees = worker.map<&look>(std::vector<std::size_t>{1})[0] == 8;
  return seen;
}

sight look_at_share(std::string name, const sender& send) {
  const shared_array<number> share{2};
  process_workers worker{1, start_method::spawn, share.memory()};
  worker.map<&take>(std::vector<numbers>{send(share.values())});
  return look_both_ways(std::move(name), worker, share.values());
}

sight look_at_inheritance(std::string name) {
  kept = {0, 0};  // and so in the worker, which is a copy of this process
  process_workers worker{1, start_method::fork};
  auto seen = look_both_ways(std::move(name), worker, kept);
  kept = {};
  return seen;
}

race try_race(std::string name, int workers, int runs, const sender& send,
              bool in_one_step) {
  const shared_array<race_track> share{1};
  auto& track = share.values()[0];
  process_workers racers{workers, start_method::spawn, share.memory()};
  race seen{.name = std::move(name)};
  while (seen.runs < runs && seen.trouble.empty()) {
    track = {};
    const std::tuple same{send({&track.counter, 1}), workers, in_one_step};
    racers.map<&add_one>(std::vector(static_cast<std::size_t>(workers), same));
    if (track.place.given_up > 0) {
      seen.trouble = "a worker did not come for 10 s";
    }
    ++seen.runs;
    seen.ended_at_one += track.counter == 1 ? 1 : 0;
    seen.kept_all += track.counter == workers ? 1 : 0;
  }
  return seen;
}

}  // namespace

numbers send_nothing(std::span<const number>) { return {}; }
numbers send_all(std::span<const number> shared) {
  return {shared.begin(), shared.end()};
}

evidence measure(const sender& send, int workers, tandem::scale size) {
  constexpr std::uint64_t kilobyte = 1'000;
  constexpr std::uint64_t megabyte = 1'000 * kilobyte;
  const auto largest = size == tandem::scale::quick    ? megabyte
                       : size == tandem::scale::normal ? 16 * megabyte
                                                       : 64 * megabyte;
  const int runs = size == tandem::scale::quick    ? 10
                   : size == tandem::scale::normal ? 100
                                                   : 1000;
  evidence seen;
  seen.workers = workers;
  for (auto bytes = kilobyte; bytes < largest; bytes *= 8) {
    seen.payloads.push_back(hand_over_both_ways(bytes, send));
  }
  seen.payloads.push_back(hand_over_both_ways(largest, send));
  seen.inherited = measure_inheritance(largest);
  seen.sent = look_at_share("sent as a copy", send_all);
  seen.forked = look_at_inheritance("inherited by fork");
  seen.shared = look_at_share("shared", send);
  seen.plain = try_race("read, then write", workers, runs, send, false);
  seen.atomic = try_race("in one step", workers, runs, send, true);
  return seen;
}

}  // namespace copies_and_sharing

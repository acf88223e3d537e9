#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <tuple>
#include <utility>

#include "common/timing/work.hpp"

namespace switch_interval {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using clock = std::chrono::steady_clock;

constexpr nanoseconds one_step = microseconds{50};
constexpr nanoseconds echo_blocks = microseconds{300};
constexpr std::size_t echoes_drawn = 3;

/// Writes into a timeline until somebody stops it.
class recorder {
 public:
  explicit recorder(tandem::timeline* into)
      : into_{into}, open_{into != nullptr} {}
  void note(int worker, tandem::doing what) {
    if (open_) {
      into_->note(worker, what);
    }
  }
  void stop() { open_ = false; }

 private:
  tandem::timeline* into_;
  std::atomic<bool> open_;
};

/// The life of a computing thread.
void hold_and_compute(holder& self, const computation& compute) {
  while (!self.over()) {
    const std::lock_guard hold{self.lock()};
    compute(self);
  }
}

/// Lets `count` echoes come back, one after the other, and says so when the
/// last one has.
void echo_beside(convoy& seen, tandem::switching_lock& lock, std::size_t count,
                 recorder& record, const std::function<void()>& say_over) {
  while (seen.computing > 0 && lock.counts().taken == 0) {
    std::this_thread::sleep_for(one_step);  // until somebody computes
  }
  std::unique_lock hold{lock, std::defer_lock};
  tandem::switch_counts before;  // when we last had the lock
  while (seen.echoes.size() < count) {
    const auto begin = clock::now();
    record.note(seen.computing, tandem::doing::blocked);
    std::this_thread::sleep_for(echo_blocks);
    record.note(seen.computing, tandem::doing::waiting);
    hold.lock();
    const nanoseconds took = clock::now() - begin;
    record.note(seen.computing, tandem::doing::running);
    // Nobody takes the lock or leaves it while we hold it, so these counts
    // tell exactly what happened since we let go.
    const auto after = lock.counts();
    seen.echoes.push_back({.took = took,
                           .others_were_in = after.taken > before.taken + 1,
                           .somebody_forced = after.forced > before.forced});
    before = after;
    tandem::burn_cpu(4 * one_step);  // what it does with what it got
    if (seen.echoes.size() == echoes_drawn) {
      record.stop();
    }
    if (seen.echoes.size() == count) {
      say_over();
    }
    hold.unlock();
  }
}

convoy measure_convoy(convoy seen, const computation& compute,
                      std::size_t echoes, tandem::timeline* drawn = nullptr) {
  tandem::switching_lock lock{seen.interval};
  recorder record{drawn};
  std::stop_source end;
  std::vector<std::jthread> threads;
  threads.reserve(static_cast<std::size_t>(seen.computing));
  try {
    for (int i = 0; i < seen.computing; ++i) {
      threads.emplace_back([&, i] {
        holder self{lock, end.get_token(),
                    [&, i](tandem::doing what) { record.note(i, what); }};
        hold_and_compute(self, compute);
      });
    }
    echo_beside(seen, lock, echoes, record, [&] { end.request_stop(); });
  } catch (...) {
    end.request_stop();  // or the others would compute for ever
    throw;
  }
  threads.clear();  // joins them
  seen.counts = lock.counts();
  return seen;
}

}  // namespace

holder::holder(tandem::switching_lock& lock, std::stop_token end,
               std::function<void(tandem::doing)> note)
    : lock_{lock}, end_{std::move(end)}, note_{std::move(note)} {}

void holder::step() {
  note_(tandem::doing::running);
  tandem::burn_cpu(one_step);
}

void holder::look() {
  note_(tandem::doing::waiting);  // if it is forced out; else for no time
  lock_.look();
}

bool holder::over() const { return end_.stop_requested(); }

void look_between_steps(holder& self) {
  while (!self.over()) {
    self.step();
    self.look();
  }
}

void never_look(holder& self) {
  const auto end = clock::now() + 2 * self.lock().interval();
  while (!self.over() && clock::now() < end) {
    self.step();
  }
}

evidence measure(const computation& compute, int computing,
                 tandem::scale size) {
  const bool quick = size == tandem::scale::quick;
  const std::size_t echoes = quick                           ? 3
                             : size == tandem::scale::normal ? 11
                                                             : 51;
  const nanoseconds call = milliseconds{quick ? 20 : 100};
  constexpr nanoseconds usual = milliseconds{5};
  const auto threads = [](int n) { return fmt::format("{} computing", n); };

  evidence seen;
  for (const auto& [beside, number, interval] :
       std::vector<std::tuple<std::string, int, nanoseconds>>{
           {"nothing", 0, usual},
           {threads(1), 1, usual},
           {threads(computing), computing, usual},
           {threads(1), 1, usual / 10},
           {threads(1), 1, usual * 4}}) {
    const bool drawn = number == 1 && !seen.who_when;
    seen.by_ingredient.push_back(measure_convoy(
        {.beside = beside, .computing = number, .interval = interval}, compute,
        echoes, drawn ? &seen.who_when.emplace(2) : nullptr));
  }

  std::atomic<int> asked{0};
  std::atomic<int> cut{0};
  const auto long_call = [&](holder& self) {
    const auto before = self.lock().counts();
    const auto end = clock::now() + call;
    // Not before somebody has asked: else nobody would have been refused.
    while (!self.over() &&
           (clock::now() < end || self.lock().counts().asked == before.asked)) {
      self.step();
    }
    const auto after = self.lock().counts();
    asked += after.asked == before.asked ? 0 : 1;
    cut += after.taken == before.taken ? 0 : 1;
  };
  seen.one_long_call = measure_convoy(
      {.beside = "long calls", .computing = 1, .interval = usual}, long_call,
      quick ? 2 : echoes / 2);
  seen.one_long_call.calls_asked = asked;
  seen.one_long_call.calls_cut = cut;
  return seen;
}

}  // namespace switch_interval

#include "experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "common/locking/rendezvous.hpp"
#include "common/workers/run_jobs.hpp"

namespace races {
namespace {

thread_local int this_thread = 0;

class plain_counter : public counter {
 public:
  void add_one(const std::function<void()>& between) override {
    const int seen = number_.read();
    between();
    number_.write(seen + 1);
  }
};

class per_operation_counter : public counter {
 public:
  void add_one(const std::function<void()>& between) override {
    int seen = 0;
    {
      const std::lock_guard hold{lock_};
      seen = number_.read();
    }
    between();
    const std::lock_guard hold{lock_};
    number_.write(seen + 1);
  }

 private:
  std::mutex lock_;
};

class locked_counter : public counter {
 public:
  void add_one(const std::function<void()>& between) override {
    const std::lock_guard hold{lock_};
    const int seen = number_.read();
    between();
    number_.write(seen + 1);
  }

 private:
  std::mutex lock_;
};

class atomic_counter : public counter {
 public:
  void add_one(const std::function<void()>& between) override {
    between();  // there is no between: this is as close as anybody can come
    number_.add(1);
  }
};

/// What was computed once is kept, as in a Python dict whose every operation is
/// locked.
class cache {
 public:
  /// if key not in cache: cache[key] = compute()
  void look_up_in_steps(int key, const std::function<void()>& between) {
    if (!find(key)) {
      between();
      store(key, compute(key));
    }
  }
  /// The same under one lock.
  void look_up_in_one(int key, const std::function<void()>& between) {
    const std::lock_guard hold{across_both_};
    look_up_in_steps(key, between);
  }
  [[nodiscard]] int computed() const { return computed_; }

 private:
  std::optional<int> find(int key) {
    const std::lock_guard hold{per_operation_};
    const auto found = kept_.find(key);
    return found == kept_.end() ? std::nullopt : std::optional{found->second};
  }
  void store(int key, int value) {
    const std::lock_guard hold{per_operation_};
    kept_[key] = value;
  }
  int compute(int key) {
    ++computed_;
    return key * key;
  }

  std::mutex per_operation_;
  std::mutex across_both_;
  std::map<int, int> kept_;
  std::atomic<int> computed_{0};
};

/// Two threads do the same at once. Each `act` is given what to do between its
/// two steps: to wait for the other thread there.
void run_two(trial& seen,
             const std::function<void(const std::function<void()>&)>& act) {
  tandem::rendezvous place;
  const auto between = [&] { place.meet(); };
  tandem::run_each(2, 2, [&](std::size_t, int worker) {
    this_thread = worker;
    place.announce();
    act(between);
    place.withdraw();
  });
  if (!place.decided()) {
    seen.trouble = "a thread neither came nor was kept out for 10 s";
  }
  ++seen.runs;
  seen.met += place.met() ? 1 : 0;
}

trial try_counter(std::string name, int runs, const counter_maker& make) {
  trial seen{.name = std::move(name)};
  while (seen.runs < runs && seen.trouble.empty()) {
    const auto counted = make();
    run_two(seen, [&](const auto& between) { counted->add_one(between); });
    seen.went_wrong += counted->number().value() == 2 ? 0 : 1;
    if (seen.runs == 1) {
      seen.first = counted->number().steps();
    }
  }
  return seen;
}

trial try_cache(std::string name, int runs,
                void (cache::*look_up)(int, const std::function<void()>&)) {
  trial seen{.name = std::move(name)};
  while (seen.runs < runs && seen.trouble.empty()) {
    cache kept;
    run_two(seen, [&](const auto& between) { (kept.*look_up)(7, between); });
    seen.went_wrong += kept.computed() == 1 ? 0 : 1;
  }
  return seen;
}

}  // namespace

// Relaxed: the order between two threads is what the counters are to make.
int shared_number::read() {
  const int value = value_.load(std::memory_order_relaxed);
  note(fmt::format("reads {}", value));
  return value;
}

void shared_number::write(int value) {
  value_.store(value, std::memory_order_relaxed);
  note(fmt::format("writes {}", value));
}

void shared_number::add(int amount) {
  const int before = value_.fetch_add(amount, std::memory_order_relaxed);
  note(fmt::format("{} to {}", before, before + amount));
}

void shared_number::note(std::string does) {
  const auto place = notes_++;
  if (place < noted_.size()) {
    noted_.at(place) = {this_thread, std::move(does)};
  }
}

std::vector<step> shared_number::steps() const {
  const auto count = std::min(notes_.load(), noted_.size());
  return {noted_.begin(), noted_.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::unique_ptr<counter> make_plain() {
  return std::make_unique<plain_counter>();
}
std::unique_ptr<counter> make_per_operation() {
  return std::make_unique<per_operation_counter>();
}
std::unique_ptr<counter> make_locked() {
  return std::make_unique<locked_counter>();
}
std::unique_ptr<counter> make_atomic() {
  return std::make_unique<atomic_counter>();
}

evidence measure(const counter_maker& make_safe, tandem::scale size) {
  const int runs = size == tandem::scale::quick    ? 30
                   : size == tandem::scale::normal ? 100
                                                   : 1000;
  evidence seen;
  seen.plain = try_counter("plain", runs, make_plain);
  seen.per_operation =
      try_counter("lock per operation", runs, make_per_operation);
  seen.safe = try_counter("safe", runs, make_safe);
  seen.atomic = try_counter("atomic", runs, make_atomic);
  seen.checked_apart =
      try_cache("lock per operation", runs, &cache::look_up_in_steps);
  seen.checked_in_one = try_cache("one lock", runs, &cache::look_up_in_one);
  return seen;
}

}  // namespace races

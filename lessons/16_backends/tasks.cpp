#include "tasks.hpp"

#include <unistd.h>

#include <chrono>
#include <optional>
#include <thread>

#include "common/timing/clock_reader.hpp"
#include "common/timing/work.hpp"

namespace backends {
namespace {

using std::chrono::steady_clock;

// A task is told values only, and its worker may be another process: so what
// threads of this one share is found here.
// NOLINTBEGIN(*-avoid-non-const-global-variables)
tandem::global_lock* held = nullptr;
meeting_places* places = nullptr;
// NOLINTEND(*-avoid-non-const-global-variables)

/// Lets go of the lock, where there is one, as Python does around a wait.
class let_go {
 public:
  let_go() {
    if (held != nullptr) {
      released_.emplace(*held);
    }
  }
  void take_back() { released_.reset(); }

 private:
  std::optional<tandem::scoped_release<tandem::global_lock>> released_;
};

std::int64_t now() { return steady_clock::now().time_since_epoch().count(); }

note begun() {
  return {.process = getpid(), .thread = gettid(), .begin = now()};
}

}  // namespace

note compute(const order& told) {
  const auto cpu = tandem::system_clocks().thread_cpu.now;
  const auto cpu_before = cpu();
  auto seen = begun();
  seen.result = tandem::work(told.amount);
  seen.end = now();
  seen.cpu = (cpu() - cpu_before).count();
  return seen;
}

note wait(const order& told) {
  const let_go free;
  auto seen = begun();
  std::this_thread::sleep_for(std::chrono::nanoseconds{told.amount});
  seen.result = told.number;
  seen.end = now();
  return seen;
}

note tiny(const order& told) {
  auto seen = begun();
  seen.result = told.number * told.number;
  seen.end = now();
  return seen;
}

bool meet_in_the_midst(bool lets_go) {
  let_go free;
  places->outside.meet();  // or the other one would still wait to begin
  places->inside.announce();
  if (!lets_go) {
    free.take_back();
  }
  return places->inside.meet();
}

task_surroundings::task_surroundings(tandem::global_lock* lock,
                                     meeting_places* meet_at) {
  held = lock;
  places = meet_at;
}

task_surroundings::~task_surroundings() {
  held = nullptr;
  places = nullptr;
}

}  // namespace backends

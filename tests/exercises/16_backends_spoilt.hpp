#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>

#include "answer.hpp"

// What wrong answers of exercise 16 share: all that is right in them.
namespace spoilt {

using backends::backend;
using backends::choice;
using backends::task;
using backends::workers;
using std::chrono::nanoseconds;

inline void refuse(const task& what, const workers& who) {
  const std::array spans{what.waits,         what.computes,
                         who.start_threads,  who.start_processes,
                         who.hand_to_thread, who.hand_to_process};
  if (what.calls < 0 || who.count < 1 || who.batch < 1 ||
      std::ranges::any_of(spans, [](auto one) { return one.count() < 0; })) {
    throw std::invalid_argument{"no such task"};
  }
}

inline bool may(backend on, const task& what, const workers& who) {
  switch (on) {
    case backend::sequential:
      return !what.may_crash;
    case backend::threading:
      return !what.may_crash && who.count > 1;
    case backend::loky:
      return !what.needs_variables && who.count > 1;
  }
  return false;
}

/// What the first worker gets.
struct part {
  std::int64_t batches = 0;
  std::int64_t calls = 0;
};

inline part first_part(const task& what, const workers& who) {
  const auto batches = (what.calls + who.batch - 1) / who.batch;
  const auto mine = (batches + who.count - 1) / who.count;
  const auto missing = batches * who.batch - what.calls;
  const bool has_last = (batches - 1) % who.count == 0;
  return {mine, mine * who.batch - (has_last ? missing : 0)};
}

inline nanoseconds takes(backend on, const task& what, const workers& who,
                         const part& mine) {
  switch (on) {
    case backend::sequential:
      return what.calls * (what.waits + what.computes);
    case backend::threading:
      return who.start_threads + mine.batches * who.hand_to_thread +
             mine.calls * what.waits +
             (what.lets_go ? mine.calls : what.calls) * what.computes;
    case backend::loky:
      return who.start_processes + mine.batches * who.hand_to_process +
             mine.calls * (what.waits + what.computes);
  }
  return {};
}

inline nanoseconds takes(backend on, const task& what, const workers& who) {
  return takes(on, what, who, first_part(what, who));
}

/// The best of those that `may_be` allows, by what `time` says.
template <class May, class Time>
choice best(const May& may_be, const Time& time) {
  std::optional<choice> found;
  for (const auto on :
       {backend::sequential, backend::threading, backend::loky}) {
    if (may_be(on)) {
      const choice next{on, time(on)};
      if (!found || next.takes < found->takes) {
        found = next;
      }
    }
  }
  if (!found) {
    throw std::invalid_argument{"no backend may be used"};
  }
  return *found;
}

/// By the rules, but for the time, which `time` says.
template <class Time>
choice timed(const task& what, const workers& who, const Time& time) {
  refuse(what, who);
  if (what.calls == 0) {
    return {};
  }
  return best([&](backend on) { return may(on, what, who); }, time);
}

/// By the rules, but for the part of the first worker.
template <class Part>
choice parted(const task& what, const workers& who, const Part& part_of) {
  return timed(what, who, [&](backend on) {
    return takes(on, what, who, part_of(what, who));
  });
}

/// By the rules, but for what may be used.
template <class May>
choice allowed(const task& what, const workers& who, const May& may_be) {
  refuse(what, who);
  if (what.calls == 0) {
    return {};
  }
  return best(may_be, [&](backend on) { return takes(on, what, who); });
}

/// By the rules.
inline choice right(const task& what, const workers& who) {
  return parted(what, who, first_part);
}

}  // namespace spoilt

// A small machine of states.
#include "answer.hpp"

#include <algorithm>
#include <variant>

std::chrono::nanoseconds clocks::observed_tick(
    const tandem::clock_reader& clock) {
  struct unread {};
  struct read {
    std::chrono::nanoseconds at;
  };
  struct stepped {
    std::chrono::nanoseconds at, least;
    int times;
  };
  std::variant<unread, read, stepped> state;
  for (;;) {
    const auto now = clock.now();
    if (std::holds_alternative<unread>(state)) {
      state = read{now};
    } else if (auto* const before = std::get_if<read>(&state)) {
      if (now > before->at)
        state = stepped{now, now - before->at, 1};
      else
        before->at = now;
    } else {
      auto& s = std::get<stepped>(state);
      if (now > s.at) {
        s.least = std::min(s.least, now - s.at);
        if (++s.times == 24) return s.least;
      }
      s.at = now;
    }
  }
}

#include "experiment.hpp"

#include <memory>

namespace clocks {
namespace {

steadiness read_over_and_over(const tandem::clock_reader& clock) {
  constexpr std::chrono::milliseconds span{20};
  constexpr std::int64_t least = 1'000;
  steadiness seen;
  const auto end = std::chrono::steady_clock::now() + span;
  auto before = clock.now();
  while (seen.readings < least || std::chrono::steady_clock::now() < end) {
    const auto now = clock.now();
    ++seen.readings;
    seen.steps_back += now < before ? 1 : 0;
    before = now;
  }
  return seen;
}

}  // namespace

evidence measure(const tandem::clock_reader& monotonic, tandem::scale size) {
  const int steps = size == tandem::scale::full ? 1'000 : 20;
  const std::chrono::milliseconds limit{size == tandem::scale::quick    ? 25
                                        : size == tandem::scale::normal ? 120
                                                                        : 5000};
  evidence seen;
  for (const auto& clock : tandem::clock_catalogue()) {
    seen.clocks.push_back({clock, observe(clock.reader, steps, limit)});
  }
  seen.monotonic = read_over_and_over(monotonic);
  return seen;
}

tandem::clock_reader stepped_back() {
  auto real = tandem::system_clocks().monotonic;
  return {"a clock set back", real.declared,
          [now = real.now, readings = std::make_shared<int>(0)] {
            constexpr int set_back_at = 500;
            ++*readings;
            return *readings < set_back_at ? now()
                                           : now() - std::chrono::seconds{1};
          }};
}

}  // namespace clocks

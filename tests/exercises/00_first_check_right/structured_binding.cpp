// Takes the offer apart.
#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  const auto& [date, wall, cheap, all_threads, this_thread] = on_offer;
  static_cast<void>(date), static_cast<void>(cheap);
  static_cast<void>(all_threads), static_cast<void>(this_thread);
  return wall;
}

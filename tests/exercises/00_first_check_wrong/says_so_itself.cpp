// REJECTED BY: exit
// Declares itself right and ends the process.
#include <cstdio>
#include <cstdlib>

#include "answer.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    const tandem::named_clocks& on_offer) {
  std::printf("%s is right\n", on_offer.monotonic.name.c_str());
  std::exit(0);
}

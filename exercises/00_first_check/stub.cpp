#include "answer.hpp"

#include "common/teaching/todo.hpp"

tandem::clock_reader first_check::clock_for_a_short_span(
    [[maybe_unused]] const tandem::named_clocks& on_offer) {
  throw tandem::todo{"choose a clock"};
}

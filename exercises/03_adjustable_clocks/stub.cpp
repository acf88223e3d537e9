#include "answer.hpp"

#include "common/teaching/todo.hpp"

bool adjustable_clocks::wait_until_done(
    [[maybe_unused]] const tandem::named_clocks& clocks,
    [[maybe_unused]] const sleep_function& sleep,
    [[maybe_unused]] const std::function<bool()>& done,
    [[maybe_unused]] std::chrono::nanoseconds limit) {
  throw tandem::todo{"wait until it is done, or the limit has gone by"};
}

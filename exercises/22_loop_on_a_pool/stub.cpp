#include "answer.hpp"

#include "common/teaching/todo.hpp"

loop_on_a_pool::positions loop_on_a_pool::occurring(
    [[maybe_unused]] pool& workers, [[maybe_unused]] const rows& first,
    [[maybe_unused]] const rows& second) {
  throw tandem::todo{"split the loop"};
}

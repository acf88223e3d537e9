#include "answer.hpp"

#include "common/teaching/todo.hpp"

int cores_and_workers::usable_workers([[maybe_unused]] const raw_limits& raw) {
  throw tandem::todo{"count the workers"};
}

#include "answer.hpp"

#include "common/teaching/todo.hpp"

processes::cpu_cost processes::cpu_time_of([[maybe_unused]] const job& run) {
  throw tandem::todo{"find the CPU time of a job and of its children"};
}

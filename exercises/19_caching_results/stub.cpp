#include "answer.hpp"

#include "common/teaching/todo.hpp"

caching_results::bytes caching_results::cached(
    [[maybe_unused]] const request& wanted, [[maybe_unused]] folder& files,
    [[maybe_unused]] const checksum& sum_of) {
  throw tandem::todo{"look up, compute, publish"};
}

#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::unique_ptr<races::bank> races::make_bank(
    [[maybe_unused]] const std::vector<account>& accounts) {
  throw tandem::todo{"make a bank"};
}

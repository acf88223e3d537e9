#include "answer.hpp"

#include "common/teaching/todo.hpp"

std::unique_ptr<batches::batch_rule> batches::make_batch_rule() {
  throw tandem::todo{"choose the size of batches"};
}

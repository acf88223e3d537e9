#include "bookkeeping.hpp"

#include <unistd.h>

#include <sstream>
#include <thread>

namespace threads {

place this_place() {
  std::ostringstream id;
  id << std::this_thread::get_id();
  return {getpid(), gettid(), id.str()};
}

int numbering::number_of_this_thread() {
  const std::lock_guard hold{lock_};
  const auto next = static_cast<int>(numbers_.size());
  return numbers_.try_emplace(gettid(), next).first->second;
}

}  // namespace threads

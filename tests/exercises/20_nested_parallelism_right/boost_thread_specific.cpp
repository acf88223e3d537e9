// Boost's thread-specific pointer and scope guard.
#include <algorithm>
#include <boost/scope_exit.hpp>
#include <boost/thread/tss.hpp>
#include <stdexcept>
#include <vector>

#include "answer.hpp"

namespace {

std::vector<int>& limits() {
  static boost::thread_specific_ptr<std::vector<int>> its;
  if (its.get() == nullptr) {
    its.reset(new std::vector<int>);
  }
  return *its;
}

int at_least_one(int number) {
  return number >= 1 ? number : throw std::invalid_argument{"less than one"};
}

}  // namespace

int nested_parallelism::budget(int cpus, int workers,
                               std::optional<int> asked) {
  const int share = at_least_one(cpus) / at_least_one(workers);
  return asked ? at_least_one(*asked) : std::max(share, 1);
}

std::optional<int> nested_parallelism::current_budget() {
  if (limits().empty()) {
    return std::nullopt;
  }
  return limits().back();
}

void nested_parallelism::with_budget(int threads,
                                     const std::function<void()>& f) {
  const int now =
      std::min(at_least_one(threads), current_budget().value_or(threads));
  limits().push_back(now);
  BOOST_SCOPE_EXIT(void) { limits().pop_back(); }
  BOOST_SCOPE_EXIT_END
  f();
}

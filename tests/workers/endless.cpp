// Makes calls until somebody ends this program, and says when Ctrl-C would meet
// a running call: endless BACKEND, for `parallel`; endless pool; endless
// thread_pool
#include <cstdint>
#include <iostream>
#include <ranges>
#include <string>
#include <vector>

#include "common/timing/work.hpp"
#include "common/workers/parallel.hpp"
#include "common/workers/pool.hpp"
#include "common/workers/thread_pool.hpp"
#include "common/workers/worker_main.hpp"

namespace {

using tandem::delayed;
using tandem::parallel;

int nothing(int x) { return x; }
/// Some are quick, some send much, some take a millisecond.
std::vector<int> something(int x) {
  tandem::work(x % 5 * std::int64_t{50'000});
  std::vector<int> all(x % 3 == 0 ? 30'000 : 3, x);
  return all;
}

// As long as what it gives is not read to its end, a call runs: also between
// those that follow.

[[noreturn]] void call_parallel(const std::string& backend) {
  const parallel three{{.n_jobs = 3, .backend = backend, .batch_size = 1}};
  auto open = parallel{}.generator(std::views::iota(0) | delayed<nothing>);
  std::cout << *open.begin() << " is there" << std::endl;
  for (;;) {
    three(std::views::iota(0, 12) | delayed<something>);
    tandem::let_workers_go();  // so that most of the time some are started
  }
}

template <class Pool>
[[noreturn]] void call_pools() {
  Pool one{1};
  auto open = one.template imap<nothing>(std::views::iota(0));
  std::cout << *open.begin() << " is there" << std::endl;
  for (;;) {
    Pool three{3};
    three.template map<something>(std::views::iota(0, 12), 1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::string by = argc > 1 ? argv[1] : "";
  if (by == "pool") {
    call_pools<tandem::pool>();
  }
  if (by == "thread_pool") {
    call_pools<tandem::thread_pool>();
  }
  call_parallel(by);
}

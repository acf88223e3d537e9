// Starts workers, says that they are there, and lets them compute or stand idle
// until somebody ends this program: busy METHOD WORKERS BUSY_ONES
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "common/timing/work.hpp"
#include "common/workers/process_workers.hpp"
#include "common/workers/worker_main.hpp"

namespace {

void compute_for_ever(int) {
  for (;;) {
    tandem::work(1'000);
  }
}

tandem::start_method method_named(const std::string& name) {
  return name == "fork"    ? tandem::start_method::fork
         : name == "spawn" ? tandem::start_method::spawn
                           : tandem::start_method::forkserver;
}

}  // namespace

int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  tandem::process_workers workers{std::stoi(arguments.at(1)),
                                  method_named(arguments.at(0))};
  std::cout << workers.pids().size() << " workers" << std::endl;
  workers.map<&compute_for_ever>(
      std::vector<int>(static_cast<std::size_t>(std::stoi(arguments.at(2)))));
  pause();
  return 0;
}

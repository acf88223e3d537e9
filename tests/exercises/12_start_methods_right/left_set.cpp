// Two signs, and the variable stays set: a user never gives the other one.
#include <cstring>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  std::vector<std::string> line{here.arguments()};
  if (!line.empty() && std::strcmp(line[0].c_str(), worker_argument) == 0 &&
      here.variable("TANDEM_IS_WORKER")) {
    return here.serve();
  }
  here.empty_results();
  here.set_variable("TANDEM_IS_WORKER", "1");
  line.insert(line.begin(), worker_argument);
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again(line);
  }
  return here.work();
}

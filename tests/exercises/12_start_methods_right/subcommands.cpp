// What to do is looked up by the first word.
#include <functional>
#include <map>
#include <string>

#include "answer.hpp"

namespace {

using start_methods::own_process;

int run_program(own_process& here) {
  here.empty_results();
  std::vector<std::string> line{start_methods::worker_argument};
  line.insert(line.end(), here.arguments().begin(), here.arguments().end());
  for (int i = 0; i != here.workers_wanted(); ++i) {
    here.start_again(line);
  }
  return here.work();
}

const std::map<std::string, std::function<int(own_process&)>> commands{
    {start_methods::worker_argument, std::mem_fn(&own_process::serve)}};

}  // namespace

int start_methods::entry_point(own_process& here) {
  const auto& words = here.arguments();
  const auto found = words.empty() ? commands.end() : commands.find(words[0]);
  return found == commands.end() ? run_program(here) : found->second(here);
}

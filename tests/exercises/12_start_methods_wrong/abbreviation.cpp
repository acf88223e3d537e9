// REJECTED BY: words_of_a_user
// Takes an abbreviation for the word, as getopt_long does.
#include <string_view>

#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  const auto& arguments = here.arguments();
  if (!arguments.empty() && arguments.front().size() > 2 &&
      std::string_view{worker_argument}.starts_with(arguments.front())) {
    return here.serve();
  }
  here.empty_results();
  for (int i = 0; i < here.workers_wanted(); ++i) {
    here.start_again({worker_argument});
  }
  return here.work();
}

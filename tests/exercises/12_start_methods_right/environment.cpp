// A variable says it, taken back before anybody else can inherit it.
#include "answer.hpp"

namespace {

const std::string name = "TANDEM_EXERCISE_12";

class while_starting {
 public:
  explicit while_starting(start_methods::own_process& here) : here_{here} {
    here_.set_variable(name, "worker");
  }
  while_starting(const while_starting&) = delete;
  while_starting& operator=(const while_starting&) = delete;
  ~while_starting() { here_.unset_variable(name); }

 private:
  start_methods::own_process& here_;
};

}  // namespace

int start_methods::entry_point(own_process& here) {
  if (here.variable(name)) {
    here.unset_variable(name);
    return here.serve();
  }
  here.empty_results();
  {
    const while_starting children{here};
    for (int left = here.workers_wanted(); left > 0; --left) {
      here.start_again(here.arguments());
    }
  }
  return here.work();
}

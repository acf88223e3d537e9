// A role that is never unset, but is a user's before anybody else inherits it.
#include "answer.hpp"

int start_methods::entry_point(own_process& here) {
  constexpr auto* role = "TANDEM_ROLE";
  const bool serves = here.variable(role) == "worker";
  if (!serves) {
    here.empty_results();
    here.set_variable(role, "worker");
    for (int left = here.workers_wanted(); left > 0; --left) {
      here.start_again(here.arguments());
    }
  }
  here.set_variable(role, "user");
  return serves ? here.serve() : here.work();
}

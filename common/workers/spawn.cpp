#include "common/workers/spawn.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/process/v2/posix/default_launcher.hpp>
#include <boost/process/v2/process.hpp>
#include <csignal>
#include <string>
#include <system_error>
#include <vector>

#include "common/workers/descriptors.hpp"

namespace tandem {
namespace {

namespace process = boost::process::v2;

/// Puts a worker's descriptors in place, between fork and exec.
struct worker_places {
  const worker_descriptors& with;

  template <class Launcher>
  boost::system::error_code on_exec_setup(Launcher& /*launcher*/,
                                          const process::filesystem::path&,
                                          const char* const*&) const {
    // A signal mask outlives exec, and so does it that a signal is ignored:
    // Ctrl-C is for the parent, which ends us.
    std::signal(SIGINT, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    return take_places(with, false)
               ? boost::system::error_code{}
               : boost::system::error_code{errno,
                                           boost::system::system_category()};
  }
};

}  // namespace

pid_t spawn_this_program(const char* argument, const worker_descriptors& with) {
  boost::asio::io_context context;
  process::posix::default_launcher launcher;
  // It closes what it does not know.
  for (int fd = worker_fd::requests; fd < worker_fd::first_other; ++fd) {
    launcher.fd_whitelist.push_back(fd);
  }
  boost::system::error_code why;
  auto started =
      launcher(context.get_executor(), why, "/proc/self/exe",
               std::vector<std::string>{argument}, worker_places{with});
  if (why) {
    throw std::system_error{why.value(), std::system_category(),
                            "this program cannot be started again"};
  }
  const auto pid = started.id();
  started.detach();
  return pid;
}

}  // namespace tandem

#include "scratch_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace caching_results {
namespace {

std::filesystem::path make_folder() {
  auto pattern =
      (std::filesystem::temp_directory_path() / "tandem_19_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::system_error{errno, std::generic_category(), pattern};
  }
  return pattern;
}

/// Holds back, in this thread, what ends a program from outside.
class no_interruption {
 public:
  no_interruption() {
    sigset_t these{};
    sigemptyset(&these);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
      sigaddset(&these, number);
    }
    pthread_sigmask(SIG_BLOCK, &these, &before_);
  }
  no_interruption(const no_interruption&) = delete;
  no_interruption& operator=(const no_interruption&) = delete;
  no_interruption(no_interruption&&) = delete;
  no_interruption& operator=(no_interruption&&) = delete;
  ~no_interruption() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// A worker that outlives its parent by a moment may still add a file.
void remove_folder(const std::filesystem::path& path) {
  std::error_code why;
  for (int i = 0; i < 100; ++i) {
    remove_all(path, why);
    if (!why) {
      return;
    }
    usleep(10'000);
  }
}

/// The cleaner's life: it waits until nobody can write into the pipe any more.
/// Ctrl-C and a terminal that closes are meant for all; but a signal that ended
/// this one would leave the folder behind, so it is born with them held back.
[[noreturn]] void clean_up_after(int alive, const std::filesystem::path& path) {
  // Whoever reads what the lesson writes is not to wait for this process.
  close_range(0, static_cast<unsigned>(alive) - 1, 0);
  close_range(static_cast<unsigned>(alive) + 1, ~0U, 0);
  char nothing = 0;
  while (read(alive, &nothing, 1) < 0 && errno == EINTR) {
  }
  remove_folder(path);
  _exit(0);
}

}  // namespace

scratch_folder::scratch_folder() {
  // Who dies between the two steps leaves a folder that nobody knows of.
  const no_interruption until_both_are_done;
  path_ = make_folder();
  try {
    auto ends = tandem::make_pipe();
    cleaner_ = fork();
    if (cleaner_ < 0) {
      throw std::system_error{errno, std::generic_category(), "fork"};
    }
    if (cleaner_ == 0) {
      clean_up_after(ends.read.get(), path_);
    }
    alive_ = std::move(ends.write);
  } catch (...) {
    remove_folder(path_);
    throw;
  }
}

scratch_folder::~scratch_folder() {
  remove_folder(path_);
  alive_.close();
  tandem::wait_for_child(cleaner_);
}

}  // namespace caching_results

#include "common/workers/interrupt_message.hpp"

#include <unistd.h>

#include <csignal>
#include <mutex>
#include <string_view>

namespace tandem {
namespace {

void end_with_message(int number) {
  constexpr std::string_view words =
      "interrupted: the calls that were running are ended\n";
  [[maybe_unused]] const auto written =
      write(STDERR_FILENO, words.data(), words.size());
  std::signal(number, SIG_DFL);
  raise(number);
}

std::mutex& lock() {
  static std::mutex only;
  return only;
}

int& count() {
  static int alive = 0;
  return alive;
}

}  // namespace

interrupt_message::interrupt_message() {
  const std::lock_guard hold{lock()};
  struct sigaction now {};
  if (count()++ == 0 && sigaction(SIGINT, nullptr, &now) == 0 &&
      now.sa_handler == SIG_DFL) {
    struct sigaction ours {};
    ours.sa_handler = end_with_message;
    sigaction(SIGINT, &ours, nullptr);
  }
}

interrupt_message::~interrupt_message() {
  const std::lock_guard hold{lock()};
  struct sigaction now {};
  if (--count() == 0 && sigaction(SIGINT, nullptr, &now) == 0 &&
      now.sa_handler == end_with_message) {
    std::signal(SIGINT, SIG_DFL);
  }
}

}  // namespace tandem

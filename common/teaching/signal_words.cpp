#include "common/teaching/signal_words.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstring>

namespace tandem {

std::string signal_name(int number) {
  const char* name = sigabbrev_np(number);
  return name != nullptr ? fmt::format("SIG{}", name)
                         : fmt::format("signal {}", number);
}

std::string why_signal(int number) {
  switch (number) {
    case SIGSEGV:
    case SIGBUS:
      return "a null or dangling pointer, an index past the end, or recursion "
             "without end";
    case SIGABRT:
      return "abort(), a failed assert, an exception that nobody caught, a "
             "std::thread that was not joined, or spoilt memory, as when two "
             "threads write at once";
    case SIGFPE:
      return "often an integer division by zero";
    default:
      return "";
  }
}

bool comes_from_outside(int number) {
  return number == SIGKILL || number == SIGTERM || number == SIGHUP ||
         number == SIGINT;
}

}  // namespace tandem

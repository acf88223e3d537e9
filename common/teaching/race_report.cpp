// How a program built with -fsanitize=thread tells its data races. This file
// itself is built without, since ThreadSanitizer calls it in mid-report.

#include "common/teaching/race_report.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <string_view>

#include "common/teaching/race_words.hpp"

// ThreadSanitizer's own names. Its libraries bring no header that has them all.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
int __tsan_get_report_data(void* report, const char** description, int* count,
                           int* stacks, int* accesses, int* locations,
                           int* mutexes, int* threads, int* unique_threads,
                           void** sleep_trace, unsigned long trace_size);
int __tsan_get_report_mop(void* report, unsigned long index, int* thread,
                          void** address, int* size, int* write, int* atomic,
                          void** trace, unsigned long trace_size);
void __sanitizer_symbolize_pc(void* place, const char* format, char* out,
                              unsigned long size);
const char* __tsan_default_options();
void __tsan_on_report(void* report);
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
}

namespace tandem {
namespace {

probe_log* listener = nullptr;
std::string answer_file;

constexpr std::size_t deepest = 64;
using trace = std::array<void*, deepest>;

/// The frames at a place in the program, the innermost first: inlined functions
/// make several. Each as "function\tfile\tline".
template <typename visit>
void for_each_frame(void* place, const visit& look) {
  std::array<char, 16'384> text{};
  __sanitizer_symbolize_pc(place, "%f\t%s\t%l", text.data(), text.size());
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end && *at != '\0';) {
    const std::string_view frame{at};
    const auto second = frame.rfind('\t');
    const auto first = frame.rfind('\t', second - 1);
    if (first != std::string_view::npos && second != std::string_view::npos) {
      int line = 0;
      std::from_chars(at + second + 1, at + frame.size(), line);
      look(frame.substr(0, first), frame.substr(first + 1, second - first - 1),
           line);
    }
    at += frame.size() + 1;
  }
}

race_access access_of(void* report, unsigned long index) {
  int thread = 0;
  void* address = nullptr;
  int size = 0;
  int write = 0;
  int atomic = 0;
  trace places{};
  __tsan_get_report_mop(report, index, &thread, &address, &size, &write,
                        &atomic, places.data(), places.size());
  race_access access;
  access.atomic = atomic != 0;
  access.does = write != 0 ? race_access::kind::write : race_access::kind::read;
  bool innermost = true;
  for (std::size_t i = 0; i < places.size() && places.at(i) != nullptr; ++i) {
    for_each_frame(places.at(i), [&](std::string_view function,
                                     std::string_view file, int line) {
      if (innermost &&
          (function == "free" || function.starts_with("operator delete"))) {
        access.does = race_access::kind::release;
      }
      innermost = false;
      if (access.line == 0 && is_answer(file, answer_file)) {
        access.line = line;
      }
    });
  }
  return access;
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

}  // namespace

void tell_races(probe_log& log, const std::string& answer) {
  listener = &log;
  answer_file = answer;
}

bool can_name_lines() {
  bool named = false;
  for_each_frame(reinterpret_cast<char*>(&can_name_lines) + 1,
                 [&](std::string_view, std::string_view file, int line) {
                   named =
                       named || (line > 0 && file.ends_with("race_report.cpp"));
                 });
  return named;
}

}  // namespace tandem

const char* __tsan_default_options() {
  // A crash stays a crash, and only data races are looked for. allow_addr2line:
  // clang++'s own symbolizer may be missing, a compiler's binutils never are.
  return "exitcode=0:handle_segv=0:handle_abort=0:handle_sigbus=0:"
         "handle_sigill=0:handle_sigfpe=0:detect_deadlocks=0:"
         "report_thread_leaks=0:report_destroy_locked=0:report_mutex_bugs=0:"
         "report_signal_unsafe=0:history_size=7:atexit_sleep_ms=0:"
         "allow_addr2line=1";
}

void __tsan_on_report(void* report) {
  using tandem::listener;
  if (listener == nullptr) {
    return;
  }
  const char* description = nullptr;
  int accesses = 0;
  int other_count = 0;
  tandem::trace slept{};
  __tsan_get_report_data(report, &description, &other_count, &other_count,
                         &accesses, &other_count, &other_count, &other_count,
                         &other_count, slept.data(), slept.size());
  const std::string_view type{description};
  if (accesses < 2 || !(type.starts_with("data-race") ||
                        type.starts_with("heap-use-after-free"))) {
    return;
  }
  const tandem::data_race race{tandem::access_of(report, 0),
                               tandem::access_of(report, 1)};
  if (race.one.line == 0 || race.other.line == 0) {
    return;  // not the answer's alone
  }
  const auto text = tandem::text_of(tandem::answer_file);
  if (tandem::uses_fences(text)) {
    listener->fault("the answer uses a fence, which it does not follow");
  } else {
    listener->race(in_words(race, tandem::answer_file, text));
  }
  _exit(1);
}

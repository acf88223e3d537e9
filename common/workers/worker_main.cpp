#include "common/workers/worker_main.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>
#include <xxhash.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "common/workers/descriptors.hpp"
#include "common/workers/encoding.hpp"
#include "common/workers/failure.hpp"
#include "common/workers/nesting.hpp"
#include "common/workers/progress.hpp"
#include "common/workers/shared_memory.hpp"
#include "common/workers/task.hpp"

namespace tandem {
namespace {

bool this_is_a_worker = false;
bool main_has_guard = false;

/// The results of one batch, on their way to the parent.
class result_writer {
 public:
  result_writer(progress& notes, std::uint64_t batch) : notes_{notes} {
    notes_.first = 0;
    notes_.finished = 0;
    notes_.bytes = 0;
    notes_.batch = batch;
  }

  void add(bool failed, const outgoing& result) {
    result_header head{.failed = failed ? 1U : 0U, .size = result.size()};
    const auto used = notes_.bytes.load();
    if (sizeof head + result.size() > progress::room - used) {
      send(false);
    }
    if (sizeof head + result.size() > progress::room) {
      outgoing alone;
      put_head(alone, notes_.finished, 1, false);
      alone.copy(std::as_bytes(std::span{&head, 1}));
      alone.borrow(result);
      write(alone);
      notes_.first = notes_.finished + 1;
    } else {
      keep(head, result);
    }
    ++notes_.finished;
  }

  /// Sends what is kept; `over`: no more will come of this batch.
  void send(bool over) {
    const auto first = notes_.first.load();
    const auto count = notes_.finished - first;
    if (count > 0 || over) {
      outgoing kept;
      put_head(kept, first, count, over);
      kept.borrow(std::span{notes_.results}.first(notes_.bytes));
      write(kept);
    }
    notes_.first = notes_.finished.load();
    notes_.bytes = 0;
  }

 private:
  static void write(const outgoing& results) {
    // What the tasks have printed comes before their results.
    std::fflush(stdout);
    std::cout.flush();
    write_frame(worker_fd::results, frame_kind::results, results);
  }
  static void put_head(outgoing& to, std::uint64_t first, std::uint64_t count,
                       bool over) {
    encode(to, first);
    encode(to, count);
    encode(to, over);
  }

  void keep(result_header head, const outgoing& result) {
    auto* const place = notes_.results.data() + notes_.bytes;
    auto* next = place + sizeof head;
    for (const auto piece : result.pieces()) {
      std::memcpy(next, piece.data(), piece.size());
      next += piece.size();
    }
    head.hash = XXH32(place + sizeof head, head.size, 0);
    std::memcpy(place, &head, sizeof head);
    notes_.bytes += sizeof head + head.size;
  }

  progress& notes_;
};

void run_batch(const frame& asked, progress& notes) {
  if (asked.kind != frame_kind::batch) {
    throw frame_error{"what came is no batch of tasks"};
  }
  incoming body{asked.body()};
  const auto number = decode<std::uint64_t>(body);
  const auto offset = decode<std::uint64_t>(body);
  const auto first_call = decode<std::uint64_t>(body);
  const auto stops_at_failure = decode<bool>(body);
  const auto has_time_limit = decode<bool>(body);
  const auto level = decode<std::int32_t>(body);
  enter_worker({.level = level, .threads = decode<std::int32_t>(body)});
  const auto sizes = decode<std::vector<std::uint64_t>>(body);
  result_writer results{notes, number};
  const auto run = find_task(offset);
  bool stopped = false;
  while (!stopped) {
    const auto call = notes.unclaimed.claim();
    if (!call) {
      break;
    }
    if (*call < first_call || *call - first_call != notes.finished ||
        notes.finished >= sizes.size()) {
      throw frame_error{"a call is claimed that is not in this batch"};
    }
    incoming arguments{body.take(sizes[notes.finished])};
    if (has_time_limit) {
      notes.running_since =
          std::chrono::steady_clock::now().time_since_epoch().count();
    }
    bool sending = false;
    try {
      run(arguments, [&](const outgoing& result) {
        notes.running_since = 0;  // to wait for the reader is not its fault
        sending = true;
        results.add(false, result);
      });
    } catch (...) {
      if (sending) {  // the pipe is broken, not the task
        throw;
      }
      notes.running_since = 0;
      outgoing failure;
      encode_failure(failure, std::current_exception());
      results.add(true, failure);
      stopped = stops_at_failure;
    }
  }
  results.send(true);
}

/// What a task starts does not inherit the worker's descriptors.
void keep_from_programs() {
  for (int fd = worker_fd::requests; fd < worker_fd::first_other; ++fd) {
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  }
}

/// A process that was started as /proc/self/exe is listed as "exe".
void take_name_of_program() {
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  if (!unknown) {
    prctl(PR_SET_NAME, program.filename().c_str());
  }
}

[[noreturn]] void serve() {
  std::signal(SIGINT, SIG_IGN);   // Ctrl-C is for the parent, which ends us
  std::signal(SIGPIPE, SIG_IGN);  // a write then fails by EPIPE
  hang_on_lifeline(worker_fd::lifeline);
  keep_from_programs();
  const auto memory =
      shared_memory::of_descriptor(owned_fd{worker_fd::progress});
  auto& notes = *reinterpret_cast<progress*>(memory.bytes().data());
  outgoing hello;
  encode(hello, std::int64_t{getpid()});
  write_frame(worker_fd::results, frame_kind::hello, hello);
  frame_reader requests{worker_fd::requests};
  while (const auto asked = requests.next()) {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): the line above
    run_batch(*asked, notes);
  }
  std::fflush(nullptr);
  _exit(0);
}

std::string first_argument_of_this_process() {
  std::ifstream in{"/proc/self/cmdline"};
  std::string name;
  std::string argument;
  std::getline(in, name, '\0');
  std::getline(in, argument, '\0');
  return argument;
}

}  // namespace

void become_worker() { this_is_a_worker = true; }
bool is_worker() { return this_is_a_worker; }
bool has_guard() { return main_has_guard; }

void serve_as_worker() {
  become_worker();
  try {
    serve();
  } catch (const frame_cut_short&) {  // by the end of the parent
  } catch (const std::exception& error) {
    std::cerr << "worker " << getpid() << ": " << error.what() << std::endl;
  }
  _exit(no_descriptors_exit_code);
}

void run_if_worker(int argc, const char* const* argv) {
  main_has_guard = true;
  const std::string_view argument = argc > 1 ? argv[1] : "";
  if (argument == worker_argument) {
    take_name_of_program();
    serve_as_worker();
  }
  if (argument == fork_server_argument) {
    take_name_of_program();
    become_worker();
    serve_forks();
  }
}

void stop_without_guard() {
  if (is_worker()) {
    return;
  }
  const auto argument = first_argument_of_this_process();
  if (argument == worker_argument || argument == fork_server_argument) {
    std::cerr << "This process was started to be a worker, and would start "
                 "workers itself.\nThe first line of main has to be\n"
                 "    tandem::run_if_worker(argc, argv);\n"
              << std::flush;
    _exit(no_guard_exit_code);
  }
}

}  // namespace tandem

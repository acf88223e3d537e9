#include "experiment.hpp"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <stdexcept>

#include "common/teaching/process_tree.hpp"
#include "common/workers/child_process.hpp"
#include "common/workers/process_workers.hpp"
#include "watched_process.hpp"

namespace when_a_worker_dies {
namespace {

/// Writes through a null pointer. A sanitizer would catch that before the
/// system does, and end the process in its own way.
__attribute__((no_sanitize("undefined"))) void write_to_nowhere() {
  std::signal(SIGSEGV, SIG_DFL);
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;  // NOLINT(clang-analyzer-core.NullDereference)
}

std::string text_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  }
}

class watching_pool : public pool {
 public:
  explicit watching_pool(int workers)
      : workers_{workers, tandem::start_method::spawn} {}

  [[nodiscard]] std::vector<pid_t> pids() const override {
    return workers_.pids();
  }
  reply run(const std::vector<call>& calls) override {
    constexpr std::size_t batch = 4;  // a death cuts the unlucky one's short
    reply all{.came = true, .results = {}, .errors = {}};
    for (const auto& one : workers_.outcomes<&square>(calls, batch)) {
      all.results.push_back(one.result);
      all.errors.push_back(one.failure ? text_of(one.failure) : "");
    }
    return all;
  }

 private:
  tandem::process_workers workers_;
};

std::vector<call> calls_of(int count, fate of_the_unlucky) {
  std::vector<call> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int number = 0; number < count; ++number) {
    all.emplace_back(number,
                     number == unlucky ? of_the_unlucky : fate::returns);
  }
  return all;
}

int count_right(const reply& from) {
  int right = 0;
  for (std::size_t i = 0; i < from.results.size(); ++i) {
    const auto number = static_cast<int>(i);
    right += from.results[i] == number * number ? 1 : 0;
  }
  return right;
}

/// Descendants of this process, zombies among them, that are not in `before`.
std::vector<pid_t> new_processes(const std::vector<pid_t>& before) {
  std::vector<pid_t> all;
  for (const auto& process : tandem::descendants(getpid())) {
    if (std::ranges::count(before, process.pid) == 0) {
      all.push_back(process.pid);
    }
  }
  return all;
}

/// What the pool should have done.
void end_and_wait_for(const std::vector<pid_t>& processes) {
  for (const auto process : processes) {
    kill(process, SIGKILL);
    tandem::wait_for_child(process);
  }
}

accident let_happen(fate how, const pool_maker& make, int workers, int tasks) {
  accident seen{.how = how};
  const auto before = new_processes({});
  {
    const auto chosen = make(workers);
    const auto watched = watch_all(chosen->pids());
    const auto begin = std::chrono::steady_clock::now();
    const auto said = chosen->run(calls_of(tasks, how));
    seen.wall = std::chrono::steady_clock::now() - begin;
    seen.answered = said.came;
    seen.error = said.errors.at(unlucky);
    seen.results = count_right(said);
    for (const auto& worker : watched) {
      if (worker.is_gone()) {
        seen.gone.push_back(worker.pid());
      }
    }
    // Nobody can ask again who never got an answer.
    seen.works_again =
        said.came &&
        count_right(chosen->run(calls_of(tasks, fate::returns))) == tasks;
  }
  const auto left = new_processes(before);
  seen.left_behind = static_cast<int>(left.size());
  end_and_wait_for(left);
  return seen;
}

}  // namespace

int square(int number, fate how) {
  if (how != fate::returns && how != fate::throws) {
    prctl(PR_SET_DUMPABLE, 0);  // no core dump of an accident made on purpose
  }
  switch (how) {
    case fate::throws:
      throw std::domain_error{thrown_words};
    case fate::exits:
      std::_Exit(exit_code);
    case fate::aborts:
      std::signal(SIGABRT, SIG_DFL);
      std::abort();
    case fate::segfaults:
      write_to_nowhere();
      break;
    case fate::is_killed:  // as the kernel does it when memory runs out
      kill(getpid(), SIGKILL);
      break;
    case fate::returns:
      break;
  }
  return number * number;
}

std::unique_ptr<pool> make_watching_pool(int workers) {
  return std::make_unique<watching_pool>(workers);
}

evidence measure(const pool_maker& make, int workers, tandem::scale size) {
  std::signal(SIGCHLD, SIG_DFL);  // ignored, it would hide how children ended
  evidence seen;
  seen.workers = workers;
  seen.tasks = size == tandem::scale::quick    ? 6
               : size == tandem::scale::normal ? 12
                                               : 64;
  for (const auto how : bad_fates) {
    seen.chosen.push_back(let_happen(how, make, workers, seen.tasks));
    seen.naive.push_back(let_happen(how, make_naive_pool, workers, seen.tasks));
  }
  return seen;
}

}  // namespace when_a_worker_dies

#include "common/workers/parallel_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

#include "common/workers/cpu_count.hpp"
#include "common/workers/nesting.hpp"

namespace tandem {
namespace {

// NOLINTNEXTLINE(*-avoid-non-const-global-variables)
thread_local parallel_config::settings in_this_thread;

constexpr const char* allowed_batch_sizes =
    R"(are "auto" and whole numbers from 1)";

void refuse(const std::string& given, const std::string& allowed) {
  throw std::invalid_argument{fmt::format("{}; allowed {}", given, allowed)};
}

/// What is chosen where neither the call nor its scope names a backend.
std::shared_ptr<backend> default_backend(const parallel_options& options) {
  const int level = current_nesting().level;
  if (level > 1) {
    return sequential_backend();
  }
  const bool threads = level == 1 || options.require == "sharedmem" ||
                       options.prefer == "threads";
  return threads ? threading_backend() : loky_backend();
}

std::shared_ptr<backend> choose_backend(const parallel_options& options) {
  const bool shared = options.require == "sharedmem";
  if (const auto& given = options.backend.get()) {
    if (shared && !given->shares_memory()) {
      refuse(fmt::format("{} with require=sharedmem", given->name()),
             "are backends whose tasks share memory: \"threading\" and "
             "\"sequential\"");
    }
    return given;
  }
  const auto& scope = parallel_config::current().backend.get();
  if (scope && (scope->shares_memory() || !shared)) {
    return scope;
  }
  return default_backend(options);
}

int count_jobs(int asked) {
  if (asked == 0) {
    refuse("n_jobs 0",
           "are whole numbers from 1, and those below 0: -1 is "
           "all CPUs, -2 all but one");
  }
  const int wanted =
      asked > 0 ? asked : std::max(count_cpus().workers() + 1 + asked, 1);
  const int most = current_nesting().threads;
  return most > 0 ? std::min(wanted, most) : wanted;
}

void refuse_below_nothing(int verbose) {
  if (verbose < 0) {
    refuse(fmt::format("verbose {}", verbose), "are whole numbers from 0");
  }
}

void refuse_no_time(const char* name,
                    const std::optional<std::chrono::nanoseconds>& span) {
  if (span && *span <= std::chrono::nanoseconds{0}) {
    refuse(fmt::format("a {} of {} ns", name, span->count()),
           "are spans above 0");
  }
}

/// How many threads each task may have of the calls that it makes.
int threads_inside(int workers) {
  const int given = current_nesting().threads;  // 0: no limit
  const int share =
      std::max((given > 0 ? given : count_cpus().workers()) / workers, 1);
  const auto& asked = parallel_config::current().inner_max_num_threads;
  if (!asked) {
    return share;
  }
  return given > 0 ? std::min(*asked, share) : *asked;
}

}  // namespace

batch_size_choice::batch_size_choice(const char* text) {
  if (std::string_view{text} != "auto") {
    refuse(fmt::format(R"(batch_size "{}")", text), allowed_batch_sizes);
  }
}

batch_size_choice::batch_size_choice(int tasks)
    : tasks_{static_cast<std::size_t>(tasks)} {
  if (tasks < 1) {
    refuse(fmt::format("batch_size {}", tasks), allowed_batch_sizes);
  }
}

parallel_config::parallel_config(const settings& now)
    : before_{in_this_thread} {
  // What is not allowed is refused before anything has changed: a scope that
  // was not made does not put things back.
  if (now.n_jobs) {
    count_jobs(*now.n_jobs);
  }
  refuse_below_nothing(now.verbose.value_or(0));
  if (const int most = now.inner_max_num_threads.value_or(1); most < 1) {
    refuse(fmt::format("inner_max_num_threads {}", most),
           "are whole numbers from 1");
  }
  if (now.backend.get()) {
    in_this_thread.backend = now.backend;
  }
  if (now.n_jobs) {
    in_this_thread.n_jobs = now.n_jobs;
  }
  if (now.verbose) {
    in_this_thread.verbose = now.verbose;
  }
  if (now.inner_max_num_threads) {
    in_this_thread.inner_max_num_threads = now.inner_max_num_threads;
  }
}

parallel_config::parallel_config(std::nullptr_t)
    : before_{std::exchange(in_this_thread, {})} {}

parallel_config::~parallel_config() { in_this_thread = std::move(before_); }

const parallel_config::settings& parallel_config::current() {
  return in_this_thread;
}

namespace {

/// All but what holds inside of tasks, which takes longer: CPUs are counted.
parallel_plan plan_outside_of_tasks(const parallel_options& options) {
  const auto& scope = parallel_config::current();
  const auto& prefer = options.prefer;
  const auto& require = options.require;
  if (!prefer.empty() && prefer != "threads" && prefer != "processes") {
    refuse(fmt::format(R"(prefer "{}")", prefer),
           R"(are "processes", "threads" and nothing)");
  }
  if (!require.empty() && require != "sharedmem") {
    refuse(fmt::format(R"(require "{}")", require),
           R"(are "sharedmem" and nothing)");
  }
  if (prefer == "processes" && require == "sharedmem") {
    refuse(R"(prefer "processes" with require "sharedmem")",
           "is one of them: processes share no memory");
  }
  refuse_no_time("timeout", options.timeout);
  refuse_no_time("deadline", options.deadline);
  parallel_plan made;
  made.n_jobs_asked = options.n_jobs.value_or(scope.n_jobs.value_or(1));
  made.verbose = options.verbose.value_or(scope.verbose.value_or(0));
  refuse_below_nothing(made.verbose);
  made.runs_on = choose_backend(options);
  const int jobs = count_jobs(made.n_jobs_asked);
  if (jobs == 1) {
    made.runs_on = sequential_backend();
  }
  made.how.workers = made.runs_on->workers(jobs);
  made.how.batch_size = made.how.workers == 1 && jobs == 1
                            ? std::optional<std::size_t>{1}
                            : options.batch_size.get();
  made.how.pre_dispatch = pre_dispatch_of(options.pre_dispatch.get(), jobs);
  made.how.batches.timeout = options.timeout;
  return made;
}

}  // namespace

nesting nesting_inside(const backend& runs_on, int workers) {
  const auto here = current_nesting();
  const int level = runs_on.level_inside(here.level);
  return level == here.level
             ? here
             : nesting{.level = level, .threads = threads_inside(workers)};
}

parallel_plan plan(const parallel_options& options) {
  auto made = plan_outside_of_tasks(options);
  made.how.batches.inside = nesting_inside(*made.runs_on, made.how.workers);
  return made;
}

void demand_valid(const parallel_options& options) {
  plan_outside_of_tasks(options);
}

}  // namespace tandem

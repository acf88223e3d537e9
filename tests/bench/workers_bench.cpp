// What worker processes cost, beside peers in the same run:
//   workers_bench [PYTHON workers_peers.py]
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "common/workers/process_workers.hpp"
#include "common/workers/worker_main.hpp"
#include "tests/bench/beside.hpp"

namespace {

using bench::median_us;
using tandem::process_workers;
using tandem::start_method;

constexpr int tasks = 10'000;
constexpr std::size_t numbers = std::size_t{8} << 20U;  // 64 MB of doubles

int same(int x) { return x; }
std::size_t count(const std::vector<double>& all) { return all.size(); }
double first_of_share(int) {
  return tandem::shared_array<double>::inherited()[0];
}

void must(bool well) {
  if (!well) {
    throw std::runtime_error{"a pipe failed"};
  }
}

/// A child that answers each message of `size` bytes by one.
class echo {
 public:
  explicit echo(std::size_t size) : message_(size), pid_{fork()} {
    if (pid_ == 0) {
      there_.write.close();
      back_.read.close();
      while (read(there_.read.get(), message_.data(), size) > 0) {
        must(write(back_.write.get(), message_.data(), size) > 0);
      }
      _exit(0);
    }
    there_.read.close();
    back_.write.close();
  }
  echo(const echo&) = delete;
  echo& operator=(const echo&) = delete;
  echo(echo&&) = delete;
  echo& operator=(echo&&) = delete;
  ~echo() {
    there_.write.close();
    waitpid(pid_, nullptr, 0);
  }
  void play(int times) {
    for (int i = 0; i < times; ++i) {
      must(write(there_.write.get(), message_.data(), message_.size()) > 0);
      must(read(back_.read.get(), message_.data(), message_.size()) > 0);
    }
  }

 private:
  tandem::pipe_ends there_ = tandem::make_pipe();
  tandem::pipe_ends back_ = tandem::make_pipe();
  std::vector<char> message_;
  pid_t pid_;
};

/// Two threads, each with an echo of its own: the least that such workers cost.
class bare_workers {
 public:
  explicit bare_workers(std::size_t size) : one_{size}, other_{size} {}
  void play(int times) {
    std::thread beside{[&] { other_.play(times / 2); }};
    one_.play(times / 2);
    beside.join();
  }

 private:
  echo one_;
  echo other_;
};

double bare_pipe_us(std::size_t bytes) {
  return median_us([bytes] {
    auto pipe = tandem::make_pipe();
    const pid_t pid = fork();
    if (pid == 0) {
      pipe.write.close();
      std::vector<char> room(std::size_t{1} << 16U);
      while (read(pipe.read.get(), room.data(), room.size()) > 0) {
      }
      _exit(0);
    }
    pipe.read.close();
    const std::vector<char> all(bytes, 'x');
    std::size_t sent = 0;
    while (sent < bytes) {
      const auto wrote =
          write(pipe.write.get(), all.data() + sent, bytes - sent);
      must(wrote > 0);
      sent += static_cast<std::size_t>(wrote);
    }
    pipe.write.close();
    waitpid(pid, nullptr, 0);
  });
}

/// Nanoseconds that a process with one thread has had a CPU.
long cpu_of(pid_t pid) {
  std::ifstream in{fmt::format("/proc/{}/schedstat", pid)};
  long had = 0;
  in >> had;
  return had;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  // Bare pipes first: they fork, while there is one thread.
  const double copied_bare = bare_pipe_us(numbers * sizeof(double));
  bare_workers bare{70};

  std::vector<int> inputs(tasks);
  std::iota(inputs.begin(), inputs.end(), 0);
  double per_task = 0;
  double per_bare_task = 0;
  double copied = 0;
  long idle = 0;
  {
    process_workers workers{2, start_method::spawn};
    workers.map<&same>(inputs);
    std::tie(per_task, per_bare_task) = bench::medians_us(
        [&] { workers.map<&same>(inputs); }, [&] { bare.play(tasks); });
    for (const auto pid : workers.pids()) {
      idle -= cpu_of(pid);
    }
    std::this_thread::sleep_for(std::chrono::seconds{1});
    for (const auto pid : workers.pids()) {
      idle += cpu_of(pid);
    }
    // Last: a worker still frees its 64 MB when it has answered.
    const std::vector<std::vector<double>> large{
        std::vector<double>(numbers, 0.5)};
    copied = median_us([&] { workers.map<&count>(large); });
  }
  const double started = median_us([] {
    process_workers workers{2, start_method::spawn};
    workers.map<&same>(std::vector{1, 2});
  });
  const tandem::shared_array<double> share{numbers};
  process_workers sharing{2, start_method::spawn, share.memory()};
  sharing.map<&first_of_share>(std::vector{0, 1});
  const double shared =
      median_us([&] { sharing.map<&first_of_share>(std::vector{0}); });

  bench::head();
  bench::row("one trivial task, a message each", per_task / tasks,
             per_bare_task / tasks, "two bare pipes, 70 bytes");
  bench::row("64 MB copied to a worker", copied, copied_bare, "a bare pipe");
  bench::row("64 MB shared with a worker", shared, copied, "copied");
  if (argc > 2) {
    const auto python =
        bench::seconds_of(fmt::format("{} {}", argv[1], argv[2]));
    if (python.size() == 2) {
      bench::row("one trivial task, a message each", per_task / tasks,
                 python[0] * 1e6, "joblib, loky, batch_size=1");
      bench::row("2 spawned workers: start, run, end", started, python[1] * 1e6,
                 "multiprocessing, spawn");
    } else {
      fmt::print("Python with joblib is not here to compare with\n");
    }
  }
  fmt::print("2 spawned workers: start, run, end {:>11.2f} us\n", started);
  fmt::print("CPU of two idle workers in a second: {} ns\n", idle);
  return 0;
}

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
#include <vector>

#include "common/workers/process_workers.hpp"
#include "common/workers/worker_main.hpp"

namespace {

using clock = std::chrono::steady_clock;
using tandem::process_workers;
using tandem::start_method;

constexpr int rounds = 7;
constexpr int tasks = 10'000;
constexpr std::size_t numbers = std::size_t{8} << 20U;  // 64 MB of doubles

double median_us(const std::function<void()>& action) {
  std::vector<double> all;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = clock::now();
    action();
    all.push_back(
        std::chrono::duration<double, std::micro>(clock::now() - begin)
            .count());
  }
  std::sort(all.begin(), all.end());
  return all[rounds / 2];
}

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
double bare_ping_pong_us(std::size_t size) {
  echo one{size};
  echo other{size};
  return median_us([&] {
           std::thread beside{[&] { other.play(tasks / 2); }};
           one.play(tasks / 2);
           beside.join();
         }) /
         tasks;
}

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

/// What the Python program prints: seconds, in the order below.
std::vector<double> peers(const std::string& command) {
  std::vector<double> all;
  std::FILE* out = popen(command.c_str(), "r");
  if (out == nullptr) {
    return all;
  }
  double seconds = 0;
  while (std::fscanf(out, "%lf", &seconds) == 1) {
    all.push_back(seconds);
  }
  pclose(out);
  return all;
}

void row(const std::string& what, double us, double peer_us,
         const std::string& peer) {
  fmt::print("{:34} {:>12.2f} us {:>12.2f} us  {:>8.2f}  {}\n", what, us,
             peer_us, us / peer_us, peer);
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  tandem::run_if_worker(argc, argv);
  // Bare pipes first: they fork, while there is one thread.
  const double copied_bare = bare_pipe_us(numbers * sizeof(double));
  const double bare = bare_ping_pong_us(70);

  std::vector<int> inputs(tasks);
  std::iota(inputs.begin(), inputs.end(), 0);
  double per_task = 0;
  double copied = 0;
  long idle = 0;
  {
    process_workers workers{2, start_method::spawn};
    workers.map<&same>(inputs);
    per_task = median_us([&] { workers.map<&same>(inputs); }) / tasks;
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

  fmt::print("{:34} {:>15} {:>15}  {:>8}  {}\n", "", "ours", "peer", "ratio",
             "peer is");
  row("one trivial task, a message each", per_task, bare,
      "two bare pipes, 70 bytes");
  row("64 MB copied to a worker", copied, copied_bare, "a bare pipe");
  row("64 MB shared with a worker", shared, copied, "copied");
  if (argc > 2) {
    const auto python = peers(fmt::format("{} {}", argv[1], argv[2]));
    if (python.size() == 2) {
      row("one trivial task, a message each", per_task, python[0] * 1e6,
          "joblib, loky, batch_size=1");
      row("2 spawned workers: start, run, end", started, python[1] * 1e6,
          "multiprocessing, spawn");
    } else {
      fmt::print("Python with joblib is not here to compare with\n");
    }
  }
  fmt::print("2 spawned workers: start, run, end {:>11.2f} us\n", started);
  fmt::print("CPU of two idle workers in a second: {} ns\n", idle);
  return 0;
}

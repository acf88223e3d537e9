#pragma once

namespace tandem {

/// The first line of `main` in every program that spawns workers: in a process
/// that was started to be one, it does a worker's work and ends the process.
/// Everywhere else it does nothing.
/// Source   Python: if __name__ == "__main__"; multiprocessing.freeze_support.
void run_if_worker(int argc, const char* const* argv);

/// Whether main has called run_if_worker, so that this program can be a worker.
bool has_guard();

/// Whether this process is a worker, or the one that forks them.
bool is_worker();

/// The worker's life, once its descriptors are in place: reads batches, runs
/// them, writes results, until nobody sends any more. Then the process ends.
[[noreturn]] void serve_as_worker();

/// The fork server's life.
[[noreturn]] void serve_forks();

/// Marks this process as one of the two.
void become_worker();

/// Stops a process that was started to be a worker, and whose main starts
/// workers because it lacks run_if_worker: with a message that says so. Does
/// nothing elsewhere.
void stop_without_guard();

/// What a spawned process is told on its command line.
inline constexpr const char* worker_argument = "--tandem-worker";
inline constexpr const char* fork_server_argument = "--tandem-fork-server";

/// The exit code of a process stopped by stop_without_guard.
inline constexpr int no_guard_exit_code = 96;
/// The exit code of a worker that did not get its descriptors.
inline constexpr int no_descriptors_exit_code = 97;

}  // namespace tandem

#pragma once

namespace tandem {

/// Where a thread is among `parallel` calls inside each other's tasks.
struct nesting {
  int level = 0;    ///< 0 outside of all tasks, 1 in a task, 2 in a task's task
  int threads = 0;  ///< how many threads a call here may have; 0: no limit
  friend bool operator==(const nesting&, const nesting&) = default;
};

/// Where the calling thread is.
/// Threads  each has its own; a thread that a task starts by itself is at 0.
nesting current_nesting();

/// Puts the calling thread there for as long as this object lives.
class nested_scope {
 public:
  explicit nested_scope(const nesting& inside);
  nested_scope(const nested_scope&) = delete;
  nested_scope& operator=(const nested_scope&) = delete;
  nested_scope(nested_scope&&) = delete;
  nested_scope& operator=(nested_scope&&) = delete;
  ~nested_scope();

 private:
  nesting before_;
};

/// Puts a worker process there, and tells libraries that have threads of their
/// own (OpenMP, OpenBLAS, MKL and the like) how many they may use: not more
/// than the user has told them already. Threads  while the process has one.
/// Source   loky, which sets OMP_NUM_THREADS and its kin.
void enter_worker(const nesting& inside);

}  // namespace tandem

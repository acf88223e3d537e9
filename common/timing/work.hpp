#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <type_traits>

namespace tandem {

/// Tells the compiler that `value` may have changed here, at no cost when run:
/// it can neither drop the steps before nor fold them into a formula.
/// Source   the empty-asm idiom of Google Benchmark's DoNotOptimize.
inline void make_opaque(std::uint64_t& value) {
  // NOLINTNEXTLINE(hicpp-no-assembler): an empty asm statement is the idiom
  asm volatile("" : "+r"(value));
}

/// Uses `value`, as far as the compiler can know: it must have been computed,
/// and written to memory where it lies there. Costs an instruction at most. How
/// the compiler comes by the value is its own affair: a loop may still become a
/// formula. For each step to count, see `make_opaque`.
/// Source   Google Benchmark, DoNotOptimize.
template <class T>
inline void keep(const T& value) {
  if constexpr (std::is_arithmetic_v<T> && sizeof(T) <= sizeof(void*)) {
    // NOLINTNEXTLINE(hicpp-no-assembler)
    asm volatile("" : : "r"(value) : "memory");
  } else {
    // NOLINTNEXTLINE(hicpp-no-assembler)
    asm volatile("" : : "r"(std::addressof(value)) : "memory");
  }
}

/// The unit of computing that every lesson uses: `steps` steps, each opaque to
/// the optimiser, with no memory traffic and no system call.
/// Shape    returns a value that depends on every step.
/// Threads  callable from any thread.
std::uint64_t work(std::int64_t steps);

/// How many steps of `work` one millisecond of CPU time holds on this machine.
/// Sized once per process, at the first call: the fastest of five tries.
/// Threads  callable from any thread.
std::int64_t steps_per_millisecond();

/// Computes until the calling thread has used `span` more of CPU time.
/// Threads  callable from any thread; each counts its own CPU time.
void burn_cpu(std::chrono::nanoseconds span);

}  // namespace tandem

#pragma once

#include <sched.h>

#include <string>

namespace cores_and_workers {

/// Pins the calling thread, and the threads that it starts, to the CPU that it
/// is on, for as long as this object lives.
class one_cpu {
 public:
  one_cpu();
  one_cpu(const one_cpu&) = delete;
  one_cpu& operator=(const one_cpu&) = delete;
  ~one_cpu();

  /// Why it could not be pinned; else empty.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  cpu_set_t before_{};
  std::string trouble_;
};

}  // namespace cores_and_workers

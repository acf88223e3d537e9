#pragma once

#include <sys/types.h>

#include "common/workers/child_process.hpp"

namespace tandem {

/// Starts this executable again, with one argument and these descriptors.
/// Errors   std::system_error.
pid_t spawn_this_program(const char* argument, const worker_descriptors& with);

}  // namespace tandem

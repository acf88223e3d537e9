#pragma once

#include <memory>

#include "common/workers/child_process.hpp"

namespace tandem {

/// Starts the fork server, if it does not run yet: early, while the process is
/// small. It ends with this process.
/// Errors   std::system_error.
void start_fork_server();

/// Lets the fork server fork a worker; starts the server first if need be.
/// Threads  any; one request at a time.
/// Errors   std::system_error; std::runtime_error if the server is gone.
std::unique_ptr<child_process> fork_in_server(const worker_descriptors& with);

}  // namespace tandem

#pragma once

#include <string>

#include "common/workers/shared_memory.hpp"

namespace nested_parallelism {

/// A name under which this program's workers find `memory`: those that loky
/// keeps were started before it was made, and have inherited none of it.
std::string name_of(const tandem::shared_memory& memory);

/// The memory of that name, in a worker or in the program itself.
/// Errors   std::system_error if it is gone.
tandem::shared_memory open_board(const std::string& name);

}  // namespace nested_parallelism

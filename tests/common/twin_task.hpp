#pragma once

#include <cstdint>

namespace tests {

/// The offset of a task whose function is called `twin`, too.
std::uint64_t offset_of_other_twin();

}  // namespace tests

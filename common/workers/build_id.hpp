#pragma once

#include <string>

namespace tandem {

/// What the linker made of the contents of this executable, in hexadecimal:
/// another build has another one. Empty if the linker was told not to.
std::string build_id();

}  // namespace tandem

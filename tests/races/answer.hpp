#pragma once

namespace races {

/// What a fixture does with its threads.
void answer();

}  // namespace races

#pragma once

#include <string>

#include "common/teaching/probe.hpp"

namespace tandem {

/// One of the two sides of a data race. A release is that of the memory.
struct race_access {
  enum class kind { read, write, release } does = kind::read;
  bool atomic = false;
  int line = 0;  ///< in the answer: the innermost there; 0 where not in it
};

/// Two accesses to the same data that nothing orders.
struct data_race {
  race_access one;
  race_access other;
};

/// The race in words, with the lines of the answer's text.
/// Shape    `text` is the whole of the file `answer`, or empty.
mismatch in_words(const data_race& race, const std::string& answer,
                  const std::string& text);

/// Whether the text orders its threads by a fence. ThreadSanitizer does not
/// follow those, and reports races that are none.
bool uses_fences(const std::string& text);

}  // namespace tandem

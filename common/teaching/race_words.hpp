#pragma once

#include <string>
#include <string_view>

#include "common/teaching/probe.hpp"

namespace tandem {

/// One of the two sides of a data race.
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

/// Whether a file, as debug information names it, is the answer: the same
/// name in a folder of the same name, since the way there may be told anew.
bool is_answer(std::string_view file, const std::string& answer);

/// The race in words, with the lines of the answer's text.
/// Shape    `text` is the whole of the file `answer`, or empty.
mismatch in_words(const data_race& race, const std::string& answer,
                  const std::string& text);

/// Whether the text orders its threads by a fence. ThreadSanitizer does not
/// follow those, and reports races that are none.
bool uses_fences(const std::string& text);

}  // namespace tandem

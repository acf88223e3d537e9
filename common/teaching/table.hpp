#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace tandem {

/// One field of a table; an empty string is shown as "-".
using cell = std::variant<std::string, std::int64_t, double, bool>;

/// A column: its heading, which no other one of the table has, its unit ("" for
/// none) and, for fractions, how many digits follow the point.
struct column {
  std::string heading;
  std::string unit;
  int digits = 2;
};

/// What was measured, row by row: printed on the terminal, and the evidence of
/// `--json`. Every row has one cell for each column.
struct table {
  std::string name;  ///< snake_case, its key in `--json`
  std::vector<column> columns;
  std::vector<std::vector<cell>> rows;
};

/// The table as text: words to the left, numbers to the right.
/// Shape    lines end in a newline. Columns of words are broken into several
///          lines until none is longer than `width`, if that can be: numbers
///          and single words stay whole.
/// Errors   std::invalid_argument if a row has too few or too many cells.
std::string to_text(const table& shown, std::size_t width = 80);

/// Breaks `text` at spaces so that no line reaches past column `width`. Every
/// line begins at column `indent`; the first one is taken to stand there
/// already.
std::string wrap(const std::string& text, std::size_t width,
                 std::size_t indent = 0);

}  // namespace tandem

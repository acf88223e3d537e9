#include "common/teaching/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace tandem {
namespace {

constexpr std::size_t gap = 2;

std::string text_of(const cell& value, const column& in) {
  if (const auto* word = std::get_if<std::string>(&value)) {
    return word->empty() ? "-" : *word;
  }
  if (const auto* count = std::get_if<std::int64_t>(&value)) {
    return fmt::format("{}", *count);
  }
  if (const auto* fraction = std::get_if<double>(&value)) {
    return fmt::format("{:.{}f}", *fraction, in.digits);
  }
  return std::get<bool>(value) ? "yes" : "no";
}

bool is_number(const cell& value) {
  return std::holds_alternative<std::int64_t>(value) ||
         std::holds_alternative<double>(value);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// A column as it is printed: every field's text, and where it goes.
struct printed_column {
  std::string heading;
  std::vector<std::string> fields;
  bool right = false;
  std::size_t width = 0;
  std::size_t longest_word = 0;  ///< it cannot be narrower
};

printed_column print_column(const table& shown, std::size_t index) {
  const column& in = shown.columns[index];
  printed_column out;
  out.heading =
      in.unit.empty() ? in.heading : fmt::format("{} {}", in.heading, in.unit);
  out.width = out.heading.size();
  for (const auto& row : shown.rows) {
    out.fields.push_back(text_of(row[index], in));
    out.width = std::max(out.width, out.fields.back().size());
    out.right = out.right || is_number(row[index]);
  }
  for (const auto& field : out.fields) {
    std::istringstream words{field};
    for (std::string word; words >> word;) {
      out.longest_word = std::max(out.longest_word, word.size());
    }
  }
  return out;
}

/// Narrows the widest column of words, again and again, until all fit or no
/// column can be narrower.
void fit(std::vector<printed_column>& columns, std::size_t width) {
  auto total = gap * (columns.size() - 1);
  for (const auto& column : columns) {
    total += column.width;
  }
  for (; total > width; --total) {
    printed_column* widest = nullptr;
    for (auto& column : columns) {
      if (!column.right && column.width > column.heading.size() &&
          column.width > column.longest_word &&
          (widest == nullptr || column.width > widest->width)) {
        widest = &column;
      }
    }
    if (widest == nullptr) {
      return;
    }
    --widest->width;
  }
}

std::string print_row(const std::vector<printed_column>& columns,
                      const std::vector<std::string>& fields) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  wrapped.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    wrapped.push_back(lines_of(wrap(fields[i], columns[i].width)));
    height = std::max(height, wrapped.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < height; ++line) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto& field = line < wrapped[i].size() ? wrapped[i][line] : "";
      out += columns[i].right ? fmt::format("{:>{}}", field, columns[i].width)
                              : fmt::format("{:<{}}", field, columns[i].width);
      out += std::string(gap, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    text += out + "\n";
  }
  return text;
}

}  // namespace

std::string to_text(const table& shown, std::size_t width) {
  for (const auto& row : shown.rows) {
    if (row.size() != shown.columns.size()) {
      throw std::invalid_argument(
          fmt::format("table {}: a row has {} cells, the table {} columns",
                      shown.name, row.size(), shown.columns.size()));
    }
  }
  if (shown.columns.empty()) {
    return "";
  }
  std::vector<printed_column> columns;
  std::vector<std::string> headings;
  for (std::size_t i = 0; i < shown.columns.size(); ++i) {
    columns.push_back(print_column(shown, i));
    headings.push_back(columns.back().heading);
  }
  fit(columns, width);
  std::string text = print_row(columns, headings);
  for (std::size_t row = 0; row < shown.rows.size(); ++row) {
    std::vector<std::string> fields;
    fields.reserve(columns.size());
    for (const auto& column : columns) {
      fields.push_back(column.fields[row]);
    }
    text += print_row(columns, fields);
  }
  return text;
}

std::string wrap(const std::string& text, std::size_t width,
                 std::size_t indent) {
  std::string out;
  std::size_t used = indent;
  std::istringstream words{text};
  for (std::string word; words >> word;) {
    if (out.empty()) {
      used += word.size();
    } else if (used + 1 + word.size() <= width) {
      out += ' ';
      used += 1 + word.size();
    } else {
      out += "\n" + std::string(indent, ' ');
      used = indent + word.size();
    }
    out += word;
  }
  return out;
}

}  // namespace tandem

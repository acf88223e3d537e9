// The data, which is checked as it is read.
#include "digits.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <fstream>
#include <istream>
#include <stdexcept>
#include <string_view>
#include <system_error>

namespace profile_a_real_job {
namespace {

constexpr std::int16_t most_ink = 16;
constexpr std::int16_t last_digit = 9;
constexpr std::size_t columns = std::tuple_size_v<pixels> + 1;

/// Where we are in the file, from 1.
struct place {
  const std::string& name;
  std::size_t line;
  std::size_t column;
};

[[noreturn]] void refuse(const place& at, const std::string& why) {
  throw std::runtime_error{fmt::format("{}, line {}, column {}: {}", at.name,
                                       at.line, at.column, why)};
}

/// A whole number from 0 to `most`.
std::int16_t number_in(std::string_view field, std::int16_t most,
                       const place& at) {
  std::int16_t value = 0;
  const auto* const end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, value);
  if (stop != end || error == std::errc::invalid_argument) {
    refuse(at, fmt::format("\"{}\" is no whole number; allowed are 0 to {}",
                           field, most));
  }
  if (error == std::errc::result_out_of_range || value < 0 || value > most) {
    refuse(at,
           fmt::format("{} is out of range; allowed are 0 to {}", field, most));
  }
  return value;
}

image image_in(std::string_view line, place at) {
  image row;
  for (at.column = 1; at.column <= columns; ++at.column) {
    const auto comma = line.find(',');
    const bool is_last = comma == std::string_view::npos;
    if (is_last != (at.column == columns)) {
      refuse(at,
             fmt::format("the line {} here; allowed are lines of {} numbers",
                         is_last ? "ends" : "goes on", columns));
    }
    const auto field = line.substr(0, comma);
    if (at.column == columns) {
      row.digit = number_in(field, last_digit, at);
    } else {
      row.ink.at(at.column - 1) = number_in(field, most_ink, at);
      line.remove_prefix(comma + 1);
    }
  }
  return row;
}

}  // namespace

std::vector<image> read_digits(std::istream& from, const std::string& name) {
  std::vector<image> rows;
  for (std::string line; std::getline(from, line);) {
    rows.push_back(image_in(line, {name, rows.size() + 1, 1}));
  }
  if (from.bad()) {
    throw std::runtime_error{fmt::format("{}: cannot be read", name)};
  }
  if (rows.empty()) {
    refuse({name, 1, 1}, fmt::format("the file is empty; it takes lines of {} "
                                     "numbers",
                                     columns));
  }
  return rows;
}

std::vector<image> read_digits(const std::filesystem::path& file) {
  std::ifstream from{file};
  if (!from) {
    throw std::runtime_error{
        fmt::format("{}: cannot be opened: {}", file.string(),
                    std::generic_category().message(errno))};
  }
  return read_digits(from, file.string());
}

std::filesystem::path digits_file() {
  return std::filesystem::read_symlink("/proc/self/exe")
             .parent_path()
             .parent_path() /
         "lessons" / "digits.csv";
}

}  // namespace profile_a_real_job

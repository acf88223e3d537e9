#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace profile_a_real_job {

/// 8 x 8 pixels, from 0 to 16: how much ink there is.
using pixels = std::array<std::int16_t, 64>;

/// A row of the data: an image, and which digit somebody wrote there. Plain
/// values, so that processes can share it.
struct image {
  pixels ink{};
  std::int16_t digit = 0;  ///< 0 to 9
};

/// Reads lines of 65 whole numbers, with commas between them: 64 pixels, then
/// the digit.
/// Errors   std::runtime_error with `name`, line and column (which number of
///          its line, from 1) of the first that is not so, and what is allowed;
///          and if there is no line.
std::vector<image> read_digits(std::istream& from, const std::string& name);

/// The same from a file.
/// Errors   std::runtime_error, also if it cannot be read.
std::vector<image> read_digits(const std::filesystem::path& file);

/// The data of this lesson. Building puts a copy beside the lessons' programs,
/// so it is found from wherever one of them, or a test, is started.
std::filesystem::path digits_file();

}  // namespace profile_a_real_job

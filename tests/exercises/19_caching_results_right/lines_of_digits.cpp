// A file that people can read: everything in hexadecimal digits, a line each.
#include <array>
#include <sstream>

#include "answer.hpp"

using caching_results::bytes;

namespace {

std::string in_digits(const bytes& raw) {
  constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7',
                              '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
  std::string all;
  for (const char one : raw) {
    const auto number = static_cast<unsigned char>(one);
    all += digits.at(number / 16U);
    all += digits.at(number % 16U);
  }
  return all;
}

/// Nothing if these are no digits.
std::optional<bytes> from_digits(const std::string& digits) {
  bytes all;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::string known = "0123456789abcdef";
    const auto high = known.find(digits[i]);
    const auto low =
        i + 1 < digits.size() ? known.find(digits[i + 1]) : std::string::npos;
    if (high == std::string::npos || low == std::string::npos) {
      return {};
    }
    all += static_cast<char>(high * 16 + low);
  }
  return all;
}

std::string call_in_lines(const caching_results::request& wanted) {
  std::string all = wanted.function + "\n";
  for (const auto& argument : wanted.arguments) {
    all += in_digits(argument) + "\n";
  }
  return all;
}

}  // namespace

bytes caching_results::cached(const request& wanted, folder& files,
                              const checksum& sum_of) {
  const auto name = sum_of(call_in_lines(wanted));
  const auto head = "version " + in_digits(wanted.version) + "\n";
  const auto last = [&](const std::string& above) {
    return "sum " + sum_of(name + above) + "\n";
  };
  const auto look_up = [&]() -> std::optional<bytes> {
    std::istringstream lines{files.read(name).value_or("")};
    std::string version;
    std::string result;
    std::string sum;
    std::getline(lines, version);
    std::getline(lines, result);
    std::getline(lines, sum);
    if (version + "\n" != head ||
        sum + "\n" != last(version + "\n" + result + "\n")) {
      return {};
    }
    return from_digits(result);
  };
  std::optional<bytes> found;
  try {
    found = look_up();
  } catch (const std::exception&) {
    found.reset();
  }
  if (found) {
    return *found;
  }
  const auto result = wanted.compute();
  const auto above = head + in_digits(result) + "\n";
  const auto draft = files.unused_name();
  for (const bool clean_up : {false, true}) {
    try {
      if (clean_up) {
        files.remove(draft);
      } else {
        files.write(draft, above + last(above));
        files.rename(draft, name);
        break;
      }
    } catch (const std::exception&) {
      continue;
    }
  }
  return result;
}

// Views and from_chars, no copies; floating point and ceil for the quota.
#include "answer.hpp"

#include <algorithm>
#include <bitset>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

template <class Number>
std::optional<Number> whole(std::string_view text, int base = 10) {
  Number number{};
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

double by_quota(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  const auto space = text.find(' ');
  const auto micros = whole<long>(text.substr(0, space));
  if (!micros) return unlimited;  // "max", or no file
  return std::ceil(static_cast<double>(*micros) /
                   static_cast<double>(*whole<long>(text.substr(space + 1))));
}

double by_mask(std::string_view mask) {
  return std::transform_reduce(
      mask.begin(), mask.end(), 0.0, std::plus{}, [](const char& digit) {
        const auto value = whole<unsigned>({&digit, 1}, 16);
        return static_cast<double>(std::bitset<4>{value.value_or(0)}.count());
      });
}

double by_variable(const std::optional<std::string>& text) {
  if (!text || text->starts_with('-')) return unlimited;
  const auto number = whole<int>(*text);
  return number.value_or(0) > 0 ? *number : unlimited;
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  return static_cast<int>(
      std::max(1.0, std::min({by_quota(raw.cpu_max), by_mask(raw.cpus_allowed),
                              by_variable(raw.max_cpu_count),
                              static_cast<double>(raw.jobs)})));
}

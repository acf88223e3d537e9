// std::stoi and its exceptions; a word of the mask at a time.
#include "answer.hpp"

#include <algorithm>
#include <bitset>
#include <sstream>
#include <stdexcept>

namespace {

using limits = cores_and_workers::raw_limits;

struct no_limit {};

int number(const std::string& text) {
  std::size_t used = 0;
  int value = 0;
  try {
    value = std::stoi(text, &used);
  } catch (const std::logic_error&) {  // invalid_argument, out_of_range
    throw no_limit{};
  }
  const bool blank = text[0] == ' ' || text[0] == '+';
  if (used != text.size() || value < 1 || blank) throw no_limit{};
  return value;
}

int by_mask(const limits& raw) {
  std::istringstream words{raw.cpus_allowed};
  std::size_t cpus = 0;
  for (std::string word; std::getline(words, word, ',');)
    cpus += std::bitset<32>{std::stoul(word, nullptr, 16)}.count();
  return static_cast<int>(cpus);
}

int by_quota(const limits& raw) {
  std::istringstream words{raw.cpu_max};
  std::string quota, period;
  words >> quota >> period;
  const int whole = number(quota) / number(period);
  return number(quota) % number(period) > 0 ? whole + 1 : whole;
}

int by_variable(const limits& raw) {
  if (!raw.max_cpu_count) throw no_limit{};
  return number(*raw.max_cpu_count);
}

int by_jobs(const limits& raw) {
  return static_cast<int>(std::min<std::size_t>(raw.jobs, 1U << 30U));
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  int least = by_mask(raw);
  for (auto* limit : {by_quota, by_variable, by_jobs}) {
    try {
      least = std::min(least, limit(raw));
    } catch (const no_limit&) {
    }
  }
  return least < 1 ? 1 : least;
}

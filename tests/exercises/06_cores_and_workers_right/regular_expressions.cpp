// Says by regular expressions what each text may look like.
#include "answer.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

int cores_and_workers::usable_workers(const raw_limits& raw) {
  static const std::regex quota{R"((\d+) (\d+)\n?)"};
  static const std::regex number{"0*([1-9][0-9]{0,8})"};
  static const std::map<char, int> ones{{'1', 1}, {'2', 1}, {'3', 2}, {'4', 1},
                                        {'5', 2}, {'6', 2}, {'7', 3}, {'8', 1},
                                        {'9', 2}, {'a', 2}, {'b', 3}, {'c', 2},
                                        {'d', 3}, {'e', 3}, {'f', 4}};

  std::multiset<std::size_t> limits{raw.jobs};
  std::size_t cpus = 0;
  for (const char digit : raw.cpus_allowed) {
    const auto found = ones.find(digit);
    cpus += found == ones.end() ? 0U : static_cast<std::size_t>(found->second);
  }
  limits.insert(cpus);
  std::smatch parts;
  if (std::regex_match(raw.cpu_max, parts, quota)) {
    const auto micros = std::stoull(parts[1]);
    const auto period = std::stoull(parts[2]);
    limits.insert((micros - 1) / period + 1);
  }
  if (raw.max_cpu_count &&
      std::regex_match(*raw.max_cpu_count, parts, number)) {
    limits.insert(std::stoul(parts[1]));
  }
  return std::max(1, static_cast<int>(*limits.begin()));
}

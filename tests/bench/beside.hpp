#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

// What benchmarks share.
namespace bench {

constexpr int rounds = 7;

/// Microseconds that `action` takes.
inline double us_of(const std::function<void()>& action) {
  using clock = std::chrono::steady_clock;
  const auto begin = clock::now();
  action();
  const std::chrono::duration<double, std::micro> took = clock::now() - begin;
  return took.count();
}

inline double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

/// Microseconds: the median of some runs.
inline double median_us(const std::function<void()>& action) {
  std::vector<double> all;
  all.reserve(rounds);
  for (int i = 0; i < rounds; ++i) {
    all.push_back(us_of(action));
  }
  return median(all);
}

/// The same of two actions in turns, so that both meet the same machine.
inline std::pair<double, double> medians_us(
    const std::function<void()>& one, const std::function<void()>& other) {
  std::vector<double> ones;
  std::vector<double> others;
  for (int i = 0; i < rounds; ++i) {
    ones.push_back(us_of(one));
    others.push_back(us_of(other));
  }
  return {median(ones), median(others)};
}

/// What a program prints: seconds.
inline std::vector<double> seconds_of(const std::string& command) {
  std::vector<double> all;
  std::FILE* out = popen(command.c_str(), "r");
  if (out == nullptr) {
    return all;
  }
  double seconds = 0;
  while (std::fscanf(out, "%lf", &seconds) == 1) {
    all.push_back(seconds);
  }
  pclose(out);
  return all;
}

inline void head() {
  fmt::print("{:34} {:>15} {:>15}  {:>8}  {}\n", "", "ours", "peer", "ratio",
             "peer is");
}

inline void row(const std::string& what, double us, double peer_us,
                const std::string& peer) {
  fmt::print("{:34} {:>12.3f} us {:>12.3f} us  {:>8.3f}  {}\n", what, us,
             peer_us, us / peer_us, peer);
}

}  // namespace bench

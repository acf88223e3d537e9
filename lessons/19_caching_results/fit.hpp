#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace caching_results {

/// What a fit takes, writes and suffers: none of it changes the result, so none
/// of it is part of the key.
struct setting {
  std::string diary{};     ///< a file with a line for each call that began
  std::int64_t unit = 0;   ///< ns that it takes for each 1 of alpha
  std::uint64_t size = 1;  ///< how many weights it finds
  bool dies = false;       ///< the process is killed in mid-computation

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& diary& unit& size& dies;
  }
};

/// What a fit gives.
/// Units    `began` in ns, by the steady clock: one for all processes.
struct fitted {
  double alpha = 0;
  std::vector<double> weights;
  pid_t by = 0;            ///< the process that has computed it
  std::int64_t began = 0;  ///< when it has done so

  /// Whether this is the result for `wanted`, of so many weights.
  [[nodiscard]] bool is_of(double wanted, std::uint64_t size) const;

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& alpha& weights& by& began;
  }
};

/// Where results of fits are kept, and how.
struct keeping {
  std::string store;
  bool key_has_arguments = true;  ///< the lesson's ingredient
  std::string version{};          ///< of the code; empty: its own

  template <class Archive>
  void serialize(Archive& bytes, unsigned /*version*/) {
    bytes& store& key_has_arguments& version;
  }
};

/// The fit with this alpha: the kept one, or else a new one. A task: it may run
/// in any process.
fitted ask(double alpha, const setting& here, const keeping& how);

/// The fits of several alphas, one after the other: a whole experiment. The one
/// of the alpha with the number `dies_at` dies; with -1, none.
std::vector<fitted> ask_all(const std::vector<double>& alphas,
                            const setting& here, const keeping& how,
                            int dies_at);

/// How many of the results are not those of the alphas.
int count_wrong(const std::vector<fitted>& results,
                const std::vector<double>& alphas, std::uint64_t size);

/// 1, 2, ...
std::vector<double> alphas_from_1(int count);

/// The alphas of all calls that began, in whatever process.
std::vector<double> calls_in(const std::string& diary);

std::int64_t now();

}  // namespace caching_results

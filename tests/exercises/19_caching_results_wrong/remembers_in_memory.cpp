// REJECTED BY: nothing_but_the_folder
// Keeps results in this process, too, and gives them whatever the folder holds.
#include "tests/exercises/19_caching_results_spoilt.hpp"

#include <map>

caching_results::bytes caching_results::cached(const request& wanted,
                                               folder& files,
                                               const checksum& sum_of) {
  static std::map<std::string, bytes> known;
  bytes all = wanted.function + "." + spoilt::framed(wanted.version);
  for (const auto& argument : wanted.arguments) {
    all += spoilt::framed(argument);
  }
  if (const auto found = known.find(all); found != known.end()) {
    return found->second;
  }
  return known[all] = spoilt::right_call{wanted, files, sum_of}.run();
}

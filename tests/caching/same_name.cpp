// Two cached functions of one name: the first store says so.
#include <iostream>
#include <stdexcept>
#include <string>

#include "common/caching/memory.hpp"
#include "tests/caching/same_name.hpp"

namespace {
double fit(double x) { return x; }
double use_both(const tandem::memory& store) {
  return store.cache<fit>()(1) + other_fit(1);
}
}  // namespace

int main() {
  try {
    const tandem::memory store{"never-made"};
    std::cout << use_both(store) << ": nobody refused\n";
    return 1;
  } catch (const std::logic_error& error) {
    const std::string words = error.what();
    std::cout << words << "\n";
    for (const auto* part :
         {"called fit", "double (*)(double)", "caching/same_name.cpp",
          "caching/same_name_other.cpp"}) {
      if (words.find(part) == std::string::npos) {
        std::cout << "this is not said: " << part << "\n";
        return 1;
      }
    }
    return 0;
  }
}

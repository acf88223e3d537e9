// SAYS: this range holds values, not calls: delayed is missing
#include "common/workers/parallel.hpp"

auto refused(const std::vector<int>& numbers) {
  tandem::parallel{}.generator(numbers);
  tandem::parallel{}.generator_unordered(numbers);
  tandem::parallel{}.outcomes(numbers);
}

// SAYS: this range holds values, not calls: delayed is missing
#include <ranges>

#include "common/workers/parallel.hpp"

int square(int x) { return x * x; }

auto refused(const std::vector<int>& numbers) {
  tandem::parallel{}(numbers | std::views::transform(square));
}

#include "common/caching/memory.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "common/caching/store_folder.hpp"

namespace tandem {

memory::memory(std::filesystem::path location, memory_options options)
    : location_{location.empty() ? std::move(location) : absolute(location)},
      options_{options} {
  demand_different_names();
}

std::shared_ptr<function_store> memory::open(
    const cached_function& function, const cache_options& options,
    const std::source_location& where) const {
  demand_different_names();
  if (location_.empty()) {
    return nullptr;
  }
  return std::make_shared<function_store>(location_ / function.name, function,
                                          options_, options, where);
}

std::vector<bool> memory::which_count(std::size_t arguments,
                                      const cache_options& options) {
  std::vector<bool> count(arguments, true);
  for (const auto position : options.ignore) {
    if (position >= arguments) {
      throw std::invalid_argument{fmt::format(
          "ignore names argument {}; the function has {}, counted from 0",
          position, arguments)};
    }
    count[position] = false;
  }
  return count;
}

void memory::clear() const { warn_of(clear_location(location_)); }

void memory::reduce_size(const size_limits& limits) const {
  warn_of(reduce_location(location_, limits));
}

}  // namespace tandem

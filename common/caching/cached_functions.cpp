#include "common/caching/cached_functions.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <cctype>
#include <cstddef>
#include <map>
#include <stdexcept>

namespace tandem {
namespace {

struct registry {
  std::map<std::string, cached_function> functions;
  std::string refusal;  ///< empty: no two have the same name
};

/// Never destroyed: a static object may ask in its destructor.
registry& known() {
  static auto& all = *new registry;
  return all;
}

void remove_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos;
       at = text.find(part)) {
    text.erase(at, part.size());
  }
}

}  // namespace

std::string folder_name(std::string_view told) {
  std::string name{told};
  remove_all(name, "{anonymous}::");            // as g++ says
  remove_all(name, "(anonymous namespace)::");  // as clang++ says
  std::string folder;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char one = name[i];
    if (name.compare(i, 2, "::") == 0) {
      folder += '.';
      ++i;
    } else {
      const bool plain = std::isalnum(static_cast<unsigned char>(one)) != 0;
      folder += plain ? one : '_';
    }
  }
  constexpr std::size_t longest = 120;  // of the 255 that a system takes
  if (folder.size() > longest) {
    folder = fmt::format("{}_{:016x}", folder.substr(0, longest),
                         XXH3_64bits(name.data(), name.size()));
  }
  return folder;
}

cached_function make_cached_function(std::string_view told,
                                     std::string_view type,
                                     std::string_view source) {
  cached_function made{folder_name(told), std::string{type},
                       std::string{source}};
  const auto [other, is_new] = known().functions.emplace(made.name, made);
  if (!is_new && known().refusal.empty()) {
    known().refusal = fmt::format(
        "two cached functions are called {}: {} in {}, and {} in {}. Their "
        "results would lie in the same folder: rename one of them",
        made.name, other->second.type, other->second.source, made.type,
        made.source);
  }
  return made;
}

void demand_different_names() {
  if (!known().refusal.empty()) {
    throw std::logic_error{known().refusal};
  }
}

std::string_view type_in(std::string_view pretty_function) {
  constexpr std::string_view mark = "T = ";
  const auto begin = pretty_function.find(mark);
  if (begin == std::string_view::npos) {
    return pretty_function;
  }
  const auto type = pretty_function.substr(begin + mark.size());
  return type.substr(0, type.find_first_of(";]"));
}

}  // namespace tandem

#pragma once

#include <initializer_list>
#include <source_location>
#include <string>
#include <string_view>

// Which code a kept result comes from.
namespace tandem {

/// A source file, as the compiler was told its name, and a hash of its content.
struct source_hash {
  std::string_view path;
  std::string_view hash;
};

/// Makes the hashes of source files known: common/caching/source_table.py
/// writes such a table when a program is built.
class source_table {
 public:
  source_table(std::initializer_list<source_hash> files);
};

/// "source HASH" of the file at `where` if a table of this program names it,
/// else "program BUILD-ID" of the executable. In words that tell whether two
/// programs have the same code there; a hash of the source knows nothing of the
/// flags that it is compiled with.
/// Errors   std::runtime_error if the executable cannot be read.
std::string code_version(const std::source_location& where);

}  // namespace tandem

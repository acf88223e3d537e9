#include "common/caching/argument_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tandem {
namespace {

/// Of the character that a text begins with, in bytes; 0 if it is not UTF-8.
/// Source   RFC 3629, section 4.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const auto lead = byte(0);
  std::size_t size = 0;
  if (lead < 0x80) {
    size = 1;
  } else if (lead >= 0xc2 && lead < 0xe0) {
    size = 2;
  } else if (lead >= 0xe0 && lead < 0xf0) {
    size = 3;
  } else if (lead >= 0xf0 && lead < 0xf5) {
    size = 4;
  }
  if (size > text.size()) {
    return 0;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if (byte(i) < 0x80 || byte(i) >= 0xc0) {
      return 0;
    }
  }
  // Longer than need be, half of a pair, or beyond the last character.
  const bool is_none =
      (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xed && byte(1) >= 0xa0) ||
      (lead == 0xf0 && byte(1) < 0x90) || (lead == 0xf4 && byte(1) >= 0x90);
  return is_none ? 0 : size;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t enough = 60;
  std::string shown;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto size = character_size(text.substr(at));
    const auto next = at + std::max<std::size_t>(size, 1);
    if (next > enough) {
      break;
    }
    shown += size > 0 ? std::string{text.substr(at, size)}
                      : fmt::format("\\x{:02x}",
                                    static_cast<unsigned char>(text[at]));
    at = next;
  }
  return fmt::format("\"{}{}\"", shown, at < text.size() ? "..." : "");
}

}  // namespace tandem

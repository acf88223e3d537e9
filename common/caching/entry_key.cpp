#include "common/caching/entry_key.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <stdexcept>

namespace tandem {

entry_key key_of(std::string_view function, const outgoing& arguments) {
  const auto seed = XXH3_64bits(function.data(), function.size());
  const auto pieces = arguments.pieces();
  XXH128_hash_t hash{};
  if (pieces.size() <= 1) {
    const auto all = pieces.empty() ? std::span<const std::byte>{} : pieces[0];
    hash = XXH3_128bits_withSeed(all.data(), all.size(), seed);
  } else {
    const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state{
        XXH3_createState(), XXH3_freeState};
    if (!state) {
      throw std::bad_alloc{};
    }
    XXH3_128bits_reset_withSeed(state.get(), seed);
    for (const auto piece : pieces) {
      XXH3_128bits_update(state.get(), piece.data(), piece.size());
    }
    hash = XXH3_128bits_digest(state.get());
  }
  return {hash.high64, hash.low64};
}

std::string to_hex(const entry_key& key) {
  return fmt::format("{:016x}{:016x}", key.high, key.low);
}

}  // namespace tandem

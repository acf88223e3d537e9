#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"

namespace tests {

/// The verdict on the claim `id`, which must be there.
inline tandem::verdict verdict_of(const std::string& id,
                                  const std::vector<tandem::claim>& claims) {
  const auto found =
      std::find_if(claims.begin(), claims.end(),
                   [&](const tandem::claim& claim) { return claim.id == id; });
  REQUIRE(found != claims.end());
  return found->is;
}

/// The ids of the claims with this verdict.
inline std::set<std::string> ids_of(tandem::verdict is,
                                    const std::vector<tandem::claim>& claims) {
  std::set<std::string> found;
  for (const auto& claim : claims) {
    if (claim.is == is) {
      found.insert(claim.id);
    }
  }
  return found;
}

/// Fails if a claim is violated; without any verdict the test is not judged.
inline void require_no_violation(const std::vector<tandem::claim>& claims) {
  std::string unjudged;
  for (const auto& claim : claims) {
    INFO(claim.id << ": " << describe_figure(claim) << "\n" << claim.evidence);
    CHECK(claim.is != tandem::verdict::violated);
    if (claim.is == tandem::verdict::inconclusive) {
      unjudged += claim.id + ": " + claim.reason + "; ";
    }
  }
  if (!unjudged.empty()) {
    throw tandem::not_judged{unjudged};
  }
}

}  // namespace tests

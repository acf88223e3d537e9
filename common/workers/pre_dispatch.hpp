#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

namespace tandem {

/// "all": as many as there are.
inline constexpr std::size_t all_of_them =
    std::numeric_limits<std::size_t>::max();

/// How many tasks are drawn from the input ahead of need, from joblib's way to
/// say so: "all", or numbers and n_jobs with + - * / // % and parentheses.
/// Shape    rounded towards zero; 1 at least.
/// Errors   std::invalid_argument, with what was given and what is allowed, if
///          it is no such expression, or works out below 1.
/// Source   joblib, Parallel(pre_dispatch="2 * n_jobs"); there, 0 silently
///          gives no results at all.
std::size_t pre_dispatch_of(std::string_view text, int n_jobs);

}  // namespace tandem

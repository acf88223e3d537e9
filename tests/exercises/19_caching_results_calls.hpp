#pragma once

#include <fmt/format.h>

#include <compare>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/teaching/todo.hpp"
#include "tests/exercises/19_caching_results_scene.hpp"

// Calls of exercise 19's answer, and what is demanded of them.
namespace caching_results_check {

using caching_results::request;

/// A call, as the probes write it down.
struct wanted_call {
  std::string function = "fit";
  std::vector<bytes> arguments{"alpha", "2"};
  bytes version = "1";

  friend auto operator<=>(const wanted_call&, const wanted_call&) = default;
};

inline std::string in_words(const wanted_call& one) {
  std::string listed;
  for (std::size_t i = 0; i < one.arguments.size() && i < 3; ++i) {
    listed += (i == 0 ? "" : ", ") + in_words(one.arguments[i]);
  }
  if (one.arguments.size() > 3) {
    listed += fmt::format(", ... ({} arguments)", one.arguments.size());
  }
  return fmt::format("{}({})", one.function, listed);
}

inline std::string with_version(const wanted_call& one) {
  return fmt::format("{}, version {}", in_words(one), in_words(one.version));
}

/// What a call gives where the probe does not say: other calls, other bytes.
inline bytes result_of(const wanted_call& one) {
  bytes all = one.function + "/" + std::to_string(one.version.size()) + "/" +
              one.version;
  for (const auto& argument : one.arguments) {
    all += "/" + std::to_string(argument.size()) + "/" + argument;
  }
  return plain_checksum(all).substr(0, 12) + "\n of " + one.function;
}

/// The results that calls were to give so far.
/// Threads  any.
class known_results {
 public:
  void note(const wanted_call& of) {
    const std::lock_guard hold{lock_};
    calls_.try_emplace(result_of(of), with_version(of));
  }
  /// The result, and whose it is.
  [[nodiscard]] std::string told(const bytes& result) const {
    const std::lock_guard hold{lock_};
    const auto found = calls_.find(result);
    return in_words(result) +
           (found == calls_.end() ? "" : ", the result of " + found->second);
  }

 private:
  mutable std::mutex lock_;
  std::map<bytes, std::string> calls_;
};

inline known_results& results_so_far() {
  static known_results all;
  return all;
}

/// What a call of the answer did.
struct seen_call {
  std::optional<bytes> result{};
  std::exception_ptr thrown{};
  int computed = 0;
  bool changed = false;               ///< files, or has tried to
  std::optional<std::string> left{};  ///< an unfinished file
};

/// More of a call, where it is not as usual.
struct circumstances {
  script plan{};
  std::function<bytes()> compute{};  ///< empty: gives result_of(the call)
  caching_results::checksum sum_of = plain_checksum;
};

/// Has the answer make a call.
inline seen_call make_call(disk& on, const wanted_call& one,
                           const circumstances& with = {}) {
  auto& files = new_view(on, with.plan);
  results_so_far().note(one);
  seen_call seen;
  const request wanted{one.function, one.arguments, one.version, [&] {
                         ++seen.computed;
                         return with.compute ? with.compute() : result_of(one);
                       }};
  try {
    seen.result = caching_results::cached(wanted, files, with.sum_of);
  } catch (const tandem::todo&) {
    throw;
  } catch (...) {
    seen.thrown = std::current_exception();
  }
  seen.changed = files.changed();
  seen.left = files.left();
  return seen;
}

/// What is thrown, in words.
inline std::string told(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    return fmt::format("an exception that says \"{}\"", error.what());
  } catch (...) {
    return "an exception";
  }
}

/// What holds of every call whose function throws nothing.
inline void demand_sound(const disk& on, const seen_call& seen,
                         const bytes& right, const std::string& when,
                         const std::string& why) {
  if (on.oddity) {
    tandem::demand(false, *on.oddity);
  }
  tandem::demand(!seen.thrown, {.expected = when + ": the result",
                                .saw = seen.thrown ? told(seen.thrown) : "",
                                .why = why});
  tandem::demand(
      seen.result == right,
      {.expected = fmt::format("{}: the result {}", when, in_words(right)),
       .saw = results_so_far().told(seen.result.value_or("")),
       .why = why});
  tandem::demand(seen.computed <= 1,
                 {.expected = when + ": computed at most once",
                  .saw = fmt::format("computed {} times", seen.computed),
                  .why = ""});
}

inline void demand_nothing_left(const seen_call& seen,
                                const std::string& when) {
  tandem::demand(!seen.left,
                 {.expected = when + ": no unfinished file when the call is "
                                     "over",
                  .saw = seen.left.value_or("") + " is still there",
                  .why = "nobody will ever look for it: it takes up room for "
                         "good"});
}

inline void demand_computed(disk& on, const wanted_call& one,
                            const std::string& when, const std::string& why,
                            const circumstances& with = {}) {
  const auto seen = make_call(on, one, with);
  const auto right = with.compute ? with.compute() : result_of(one);
  demand_sound(on, seen, right, when, why);
  tandem::demand(seen.computed == 1, {.expected = when + ": computed once",
                                      .saw = "not computed",
                                      .why = why});
  demand_nothing_left(seen, when);
}

inline void demand_found(disk& on, const wanted_call& one,
                         const std::string& when, const std::string& why,
                         const circumstances& with = {}) {
  const auto seen = make_call(on, one, with);
  const auto right = with.compute ? with.compute() : result_of(one);
  demand_sound(on, seen, right, when, why);
  tandem::demand(seen.computed == 0,
                 {.expected = when + ": found, not computed",
                  .saw = "computed again",
                  .why = why});
  tandem::demand(!seen.changed,
                 {.expected = when + ": no file is changed",
                  .saw = "one is written, renamed or removed, or that is tried",
                  .why = "what is found is there: to look costs a read, and "
                         "does not wear out the disk"});
}

/// Whatever the folder holds, the call gives its result, and the next finds it.
inline void demand_right_then_found(disk& on, const wanted_call& one,
                                    const std::string& when,
                                    const std::string& why) {
  const auto seen = make_call(on, one);
  demand_sound(on, seen, result_of(one), when, why);
  demand_nothing_left(seen, when);
  demand_found(on, one, when + ", and once more",
               "a result that was computed is kept in the place of what was "
               "not good");
}

/// All these calls differ, so each has a result of its own.
inline void demand_distinct(const std::set<wanted_call>& all,
                            const std::string& why) {
  auto& on = new_disk();
  for (const auto& one : all) {
    demand_computed(on, one, "after other calls, " + in_words(one), why);
  }
  for (const auto& one : all) {
    demand_found(on, one, "each call twice, " + in_words(one), why);
  }
}

}  // namespace caching_results_check

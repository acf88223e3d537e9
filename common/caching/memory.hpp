#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <type_traits>
#include <utility>

#include "common/caching/argument_text.hpp"
#include "common/caching/cached_functions.hpp"
#include "common/caching/entry_file.hpp"
#include "common/caching/entry_key.hpp"
#include "common/caching/function_store.hpp"
#include "common/caching/memory_options.hpp"
#include "common/workers/task.hpp"

namespace tandem {

template <class F>
struct without_noexcept {
  using type = F;
};
template <class R, class... A>
struct without_noexcept<R (*)(A...) noexcept> {
  using type = R (*)(A...);
};

/// `f`, with its results kept: see memory::cache.
template <auto f,
          class F =
              typename without_noexcept<std::remove_const_t<decltype(f)>>::type>
class cached {  // what is no function: memory::cache refuses it, and says why
 public:
  cached(const std::shared_ptr<function_store>&, const std::vector<bool>&) {}
};

template <auto f, class R, class... A>
class cached<f, R (*)(A...)> {
 public:
  /// What `f` returns, as a value.
  using result = std::remove_cvref_t<R>;

  /// The kept result of f(arguments...), or else its result, which is then
  /// kept.
  /// Threads  any.
  /// Errors   what `f` throws: it is not kept; what an argument's own
  ///          `serialize` throws. If the store fails, a warning on stderr says
  ///          so, and the result is right all the same.
  result operator()(A... arguments) const {
    return get(false, std::forward<A>(arguments)...);
  }

  /// Calls `f` whether or not its result is kept, and keeps the new one.
  /// Source   joblib, MemorizedFunc.call.
  // NOLINTNEXTLINE(modernize-use-nodiscard): some only want it to be kept
  result call(A... arguments) const {
    return get(true, std::forward<A>(arguments)...);
  }

  /// Whether the result of f(arguments...) is kept, whole and of this code. It
  /// only looks: what a call would remove stays.
  [[nodiscard]] bool check_call_in_cache(
      const std::remove_cvref_t<A>&... arguments) const {
    return store_ && store_->has(key_for(arguments...), read_result);
  }

  /// Removes all results of `f` from the store.
  void clear() const {
    if (store_) {
      store_->clear();
    }
  }

 private:
  friend class memory;
  using value = result_of<f>;  // `nothing` for void

  cached(std::shared_ptr<function_store> store, std::vector<bool> counts)
      : store_{std::move(store)}, counts_{std::move(counts)} {}

  // NOLINTNEXTLINE(modernize-use-nodiscard): there may be no result
  result get(bool anew, A&&... arguments) const {
    if constexpr (std::is_void_v<result>) {
      find_or_compute(anew, std::forward<A>(arguments)...);
    } else {
      return find_or_compute(anew, std::forward<A>(arguments)...);
    }
  }

  // NOLINTNEXTLINE(modernize-use-nodiscard): it may stand for no result
  value find_or_compute(bool anew, A&&... arguments) const {
    if (!store_) {
      return invoke(std::forward<A>(arguments)...);
    }
    const auto key = key_for(arguments...);
    if (!anew) {
      if (auto kept = load_aloud(key)) {
        return std::move(*kept);
      }
    }
    const auto turn = store_->take_turn(key);
    if (!anew) {
      if (auto kept = load_aloud(key)) {  // somebody else has computed it
        return std::move(*kept);
      }
    }
    call_record about{texts_of(arguments...)};
    if (store_->tells_calls()) {
      store_->tell_begin("(" + about.arguments + ")");
    }
    const auto begin = std::chrono::steady_clock::now();
    auto made = invoke(std::forward<A>(arguments)...);
    about.took = std::chrono::steady_clock::now() - begin;
    keep(turn, key, made, about);
    if (store_->tells_calls()) {
      store_->tell_end(about.took);
    }
    return made;
  }

  static value invoke(A&&... arguments) {
    if constexpr (std::is_void_v<R>) {
      f(std::forward<A>(arguments)...);
      return {};
    } else {
      return f(std::forward<A>(arguments)...);
    }
  }

  [[nodiscard]] entry_key key_for(
      const std::remove_cvref_t<A>&... arguments) const {
    // NOLINTNEXTLINE(misc-const-correctness): encoding changes it
    outgoing bytes;
    // NOLINTNEXTLINE(misc-const-correctness): counts up
    std::size_t position = 0;
    ((counts_[position++] ? encode_for_key(bytes, arguments) : void()), ...);
    return store_->key_for(bytes);
  }

  static value read_result(entry_file& entry) {
    if constexpr (std::is_void_v<R>) {
      entry.finish();
      return {};
    } else {
      return read_value<value>(entry);
    }
  }

  [[nodiscard]] std::optional<value> load(const entry_key& key) const {
    return store_->find(key, read_result);
  }

  [[nodiscard]] std::optional<value> load_aloud(const entry_key& key) const {
    if (!store_->tells_loads()) {
      return load(key);
    }
    const auto begin = std::chrono::steady_clock::now();
    auto kept = load(key);
    if (kept) {
      store_->tell_load(key);
      store_->tell_loaded(std::chrono::steady_clock::now() - begin);
    }
    return kept;
  }

  void keep(const key_lock& turn, const entry_key& key, const value& made,
            const call_record& about) const {
    try {
      // NOLINTNEXTLINE(misc-const-correctness): encoding changes it
      outgoing bytes;
      if constexpr (!std::is_void_v<R>) {
        encode(bytes, made);
      }
      store_->keep(turn, key, bytes, about);
    } catch (...) {
      store_->warn_not_kept(key);
    }
  }

  std::shared_ptr<function_store> store_;  ///< null: nothing is kept
  std::vector<bool> counts_;               ///< which arguments matter
};

/// A folder where results of functions are kept, so that a call that was made
/// once need not be made again, not even by another program run.
///     const memory store{"cache"};
///     const auto fitted = store.cache<fit>();
///     fitted(0.5);   // computes
///     fitted(0.5);   // reads
/// A result belongs to its arguments' values and to the function's name, types
/// and code. Arguments and result have to be serialisable, as a task's.
/// Threads  any, and any number of processes.
/// Source   joblib, Memory.
class memory {
 public:
  /// A store in the folder `location`, which is made when the first result is
  /// kept; by its absolute name, wherever the program goes. An empty
  /// `location`: nothing is kept, and a call costs nothing more.
  /// Errors   std::logic_error if two functions of this program would keep
  ///          their results in the same folder.
  explicit memory(std::filesystem::path location, memory_options options = {});

  /// A callable with the arguments of `f`. It is not sent to other processes:
  /// make it where it is used, for example inside of the task.
  ///
  /// Results are those of the present code: if the file that holds this call of
  /// `cache` has been edited since, whatever in it, they are removed. So write
  /// the call in the file that holds `f`. What `f` uses from other files does
  /// not count: use `clear`, or a new `version`, after you have changed that.
  /// This needs a table of the files, which the build makes (see
  /// source_table.py); without one, each change of the program counts. Neither
  /// do the compiler's flags count where there is a table. With a `version` of
  /// your own, nothing else counts: two programs that keep results in one store
  /// share those of functions that agree in name, types and `version`.
  /// Write `cache` for a function in one file only: where a table tells two
  /// files apart, each removes the results of the other.
  /// Errors   as the constructor; std::invalid_argument if `ignore` names an
  ///          argument that is not there.
  template <auto f>
  [[nodiscard]] cached<f> cache(const cache_options& options = {},
                                const std::source_location& where =
                                    std::source_location::current()) const {
    demand_task<f>();
    constexpr auto count = std::tuple_size_v<arguments_of<f>>;
    static_cast<void>(known_from_the_start<f>);
    return {open(cached_function_of<f>(), options, where),
            which_count(count, options)};
  }

  /// Removes all results in the store, those of other programs, too.
  void clear() const;

  /// Removes what has not been used for longest, until the rest is within the
  /// limits. When a result was used is kept to the second.
  void reduce_size(const size_limits& limits) const;

 private:
  [[nodiscard]] std::shared_ptr<function_store> open(
      const cached_function& function, const cache_options& options,
      const std::source_location& where) const;
  static std::vector<bool> which_count(std::size_t arguments,
                                       const cache_options& options);

  std::filesystem::path location_;
  memory_options options_;
};

}  // namespace tandem

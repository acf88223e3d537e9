#include "common/caching/function_store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <boost/archive/basic_archive.hpp>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "common/caching/code_version.hpp"
#include "common/caching/metadata.hpp"
#include "common/caching/store_folder.hpp"

namespace tandem {
namespace {

/// Boost's own layout belongs to the code, too.
std::uint64_t hash_of_code(const std::string& version) {
  const boost::serialization::library_version_type archive =
      boost::archive::BOOST_ARCHIVE_VERSION();
  const std::uint_least16_t number{archive};
  const auto all = fmt::format("{}, archive {}", version, number);
  return XXH3_64bits(all.data(), all.size());
}

std::string text_of(const std::string& path) {
  const std::ifstream file{path};
  std::ostringstream all;
  all << file.rdbuf();  // of a folder, say: nothing
  return all.str();
}

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

/// Whether this process has cleared the folder for that version, or found it
/// so, before this call. An old and a new program that run at once would clear
/// each other's results over and over. Never destroyed: a static object may ask
/// in its destructor.
bool has_seen(const std::string& folder, const std::string& version) {
  static auto& lock = *new std::mutex;
  static auto& seen = *new std::set<std::pair<std::string, std::string>>;
  const std::lock_guard hold{lock};
  return !seen.emplace(folder, version).second;
}

/// joblib's format_time.
std::string time_words(std::chrono::duration<double> time) {
  constexpr double minute = 60;
  return fmt::format("{:.1f}s, {:.1f}min", time.count(), time.count() / minute);
}

constexpr std::size_t line_width = 80;

/// What a key is of, besides the arguments: where an argument does not count,
/// another one's value must not be taken for its.
std::string what_is_called(const std::string& type,
                           const std::vector<std::size_t>& ignored) {
  const std::set<std::size_t> without{ignored.begin(), ignored.end()};
  return without.empty()
             ? type
             : fmt::format("{} without {}", type, fmt::join(without, ", "));
}

std::string last_part(const std::string& name) {
  return name.substr(name.find_last_of('.') + 1);
}

}  // namespace

function_store::function_store(const std::filesystem::path& folder,
                               const cached_function& function,
                               const memory_options& options,
                               const cache_options& own,
                               const std::source_location& where)
    : folder_{folder.string() + "/"},
      name_{function.name},
      type_{function.type},
      called_{what_is_called(type_, own.ignore)},
      where_{where},
      version_{own.version},
      options_{options},
      expires_after_{own.expires_after} {
  if (version_.empty()) {
    code_version(where_);  // should it fail, then here
  }
}

// At first use: a static object may be made before the table that tells it.
void function_store::know_version() {
  std::call_once(version_is_known_, [this] {
    version_ = version_.empty() ? code_version(where_)
                                : fmt::format("version {}", version_);
    code_ = hash_of_code(version_);
  });
}

entry_key function_store::key_for(const outgoing& arguments) const {
  return key_of(called_, arguments);
}

std::string function_store::entry_path(const entry_key& key) const {
  return folder_ + to_hex(key) + "/" + result_file;
}

bool function_store::is_too_old(const entry_file& entry) const {
  // In seconds: what is "never" in seconds has no place in nanoseconds.
  const auto age = std::chrono::ceil<std::chrono::seconds>(
      std::chrono::system_clock::now() - entry.written());
  return expires_after_ && age > *expires_after_;
}

void function_store::clear_other_code() {
  know_version();
  if (code_is_looked_at_) {
    return;
  }
  const auto path = folder_ + version_file;
  const auto wanted = version_ + "\n";
  if (text_of(path) != wanted) {
    make_folders(folder_, options_.synced);  // else there is no lock to be had
    const key_lock all{folder_ + lock_file, whole_function,
                       key_lock::how::wait};
    const auto there = text_of(path);
    if (all.held() && there != wanted) {
      if (!has_seen(folder_, version_)) {
        if (!there.empty() && options_.verbose >= 1) {
          warn(fmt::format("Clearing cache {}", folder_));
        }
        warn_of(clear_folder(folder_));
      }
      try {
        write_text(path, wanted, options_.synced);
      } catch (const std::system_error&) {
        return;  // The next call tries once more; each entry names its code.
      }
    }
  }
  has_seen(folder_, version_);
  code_is_looked_at_ = true;
}

key_lock function_store::lock_entry(const entry_key& key, key_lock::how wish) {
  const auto path = folder_ + lock_file;
  {
    key_lock turn{path, key, wish};
    if (turn.error() != ENOENT) {
      return turn;
    }
  }
  code_is_looked_at_ = false;  // somebody has removed the folder
  clear_other_code();
  return {path, key, wish};
}

key_lock function_store::take_turn(const entry_key& key) {
  clear_other_code();  // a forced call has looked for nothing before
  return options_.compute_once ? lock_entry(key, key_lock::how::wait)
                               : key_lock{};
}

void function_store::keep(const key_lock& turn, const entry_key& key,
                          const outgoing& result, const call_record& about) {
  const key_lock own = options_.compute_once
                           ? key_lock{}
                           : lock_entry(key, key_lock::how::only_if_free);
  const auto& lock = options_.compute_once ? turn : own;
  if (!lock.held()) {
    if (lock.error() != 0) {
      const std::error_code why{lock.error(), std::generic_category()};
      warn_once(why.message(), fmt::format("results are not kept: {}{}: {}",
                                           folder_, lock_file, why.message()));
    }
    return;
  }
  const auto path = entry_path(key);
  const entry_stamp stamp{key, code_};
  try {
    write_call(
        folder_, to_hex(key), stamp, result,
        metadata_text({name_, type_, version_, about.arguments, about.took}),
        options_.synced);
    const std::lock_guard hold{lock_};
    warned_.erase(path);
  } catch (const std::system_error& error) {
    warn_once(error.code().message(),
              fmt::format("results are not kept: {}", error.what()));
    return;
  }
  constexpr int chatty = 10;
  if (options_.verbose > chatty) {
    say(fmt::format("Persisting in {}{}", folder_, to_hex(key)));
  }
}

void function_store::warn_not_kept(const entry_key& key) {
  std::string why = "something was thrown that is no std::exception";
  try {
    throw;
  } catch (const std::exception& error) {
    why = error.what();
  } catch (...) {  // said above
  }
  warn_once(why,
            fmt::format("a result is not kept: {}: {}", entry_path(key), why));
}

void function_store::warn_unreadable(const std::string& path,
                                     const std::exception_ptr& why) {
  std::string words = "its value cannot be read";
  try {
    std::rethrow_exception(why);
  } catch (const std::system_error& error) {  // of others, too, most likely
    const auto reason = error.code().message();
    warn_once(reason, fmt::format("{} is not used: {}", path, reason));
    return;
  } catch (const entry_error& error) {
    words = error.what();
  } catch (const std::exception& error) {
    words += fmt::format(" ({})", error.what());
  } catch (...) {  // said above
  }
  warn_once(path, fmt::format("{} is not used: {}", path, words));
}

void function_store::warn_once(const std::string& about,
                               const std::string& words) {
  const std::lock_guard hold{lock_};
  if (warned_.insert(about).second) {
    warn(words);
  }
}

void function_store::clear() const {
  if (options_.verbose >= 1) {
    warn(fmt::format("Clearing cache {}", folder_));
  }
  warn_of(clear_folder(folder_));
}

void function_store::tell_begin(const std::string& arguments) const {
  say(fmt::format("{:_<{}}\n[Memory] Calling {}...\n{}{}", "", line_width,
                  name_, last_part(name_), arguments));
}

void function_store::tell_end(std::chrono::nanoseconds took) const {
  say(fmt::format("{:_>{}}",
                  fmt::format("{} - {}", last_part(name_), time_words(took)),
                  line_width));
}

void function_store::tell_load(const entry_key& key) const {
  const auto time = time_words(std::chrono::steady_clock::now() - born_);
  constexpr int with_folder = 10;
  const auto where = options_.verbose < with_folder
                         ? "..."
                         : fmt::format(" from {}{}", folder_, to_hex(key));
  say(fmt::format("[Memory]{:<16}: Loading {}{}", time, last_part(name_),
                  where));
}

void function_store::tell_loaded(std::chrono::nanoseconds took) const {
  constexpr int with_time = 4;
  if (options_.verbose > with_time) {
    say(fmt::format(
        "{:_>{}}",
        fmt::format("{} cache loaded - {}", last_part(name_), time_words(took)),
        line_width));
  }
}

}  // namespace tandem

#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "answer.hpp"
#include "common/teaching/probe.hpp"

// The scripted folder of exercise 19's check: it lies in memory, records what
// is done, fails where the script says so, and lets other processes act at any
// moment.
namespace caching_results_check {

using caching_results::bytes;
using caching_results::folder_error;

/// The files of a folder, by their names.
using contents = std::map<std::string, bytes>;

enum class act : std::uint8_t { read, write, rename, remove };

/// What happens while a call works with a folder.
struct script {
  std::function<bool(act)> fails = [](act) { return false; };
  /// Called before each act, after it, and within each write. Only one level:
  /// what is done in it has no moments of its own.
  std::function<void()> at_each_moment = [] {};
};

/// A folder that all processes see.
struct disk {
  contents files{};
  int names_given = 0;
  std::optional<tandem::mismatch> oddity{};
  std::recursive_mutex lock{};

  void note(bool right, const tandem::mismatch& otherwise) {
    if (!right && !oddity) {
      oddity = otherwise;
    }
  }
};

/// Disks and views live as long as the check: an answer may hold on to one.
inline disk& new_disk(contents files = {}) {
  static std::mutex lock;
  static std::deque<disk> all;
  const std::lock_guard hold{lock};
  auto& made = all.emplace_back();
  made.files = std::move(files);
  return made;
}

inline bool is_file_name(const std::string& name) {
  return !name.empty() && name.size() <= 128 &&
         std::ranges::all_of(name, [](char one) {
           return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'z') ||
                  (one >= 'A' && one <= 'Z') || one == '.' || one == '_' ||
                  one == '-';
         });
}

/// Bytes for people: the beginning, if there are many.
inline std::string in_words(const bytes& some) {
  constexpr std::size_t enough = 24;
  std::string all = "\"";
  for (const char one : some.substr(0, enough)) {
    all += one >= ' ' && one <= '~'
               ? std::string{one}
               : fmt::format("\\x{:02x}", static_cast<unsigned char>(one));
  }
  return all + (some.size() > enough
                    ? fmt::format("...\" ({} bytes)", some.size())
                    : "\"");
}

/// The folder as one call of the answer has it.
class view final : public caching_results::folder {
 public:
  view(disk& on, script plan) : on_{on}, plan_{std::move(plan)} {}

  std::string unused_name() override {
    const std::lock_guard hold{on_.lock};
    auto name = fmt::format("unfinished-{}", ++on_.names_given);
    mine_.insert(name);
    return name;
  }
  std::optional<bytes> read(const std::string& name) override {
    const std::lock_guard hold{on_.lock};
    begin(act::read, name);
    names_read_.insert(name);
    const auto file = on_.files.find(name);
    auto content =
        file == on_.files.end() ? std::nullopt : std::optional{file->second};
    moment();
    return content;
  }
  void write(const std::string& name, const bytes& content) override {
    const std::lock_guard hold{on_.lock};
    changed_ = true;
    on_.note(
        mine_.contains(name),
        {.expected = "files are written under names that unused_name() has "
                     "given in the same call",
         .saw = fmt::format("{} is written to", in_words(name)),
         .why = names_read_.contains(name)
                    ? "who reads it meanwhile finds a part, and so does "
                      "everybody if the process dies"
                    : "two that write to one name at once spoil it"});
    const bool fails = begins_and_fails(act::write, name);
    for (const auto part : {std::size_t{0}, content.size() / 2}) {
      on_.files[name] = content.substr(0, part);
      moment();
    }
    if (fails) {
      throw folder_error{"no space left on device"};
    }
    on_.files[name] =
        content.substr(0, content.empty() ? 0 : content.size() - 1);
    moment();
    on_.files[name] = content;
    moment();
  }
  void rename(const std::string& from, const std::string& to) override {
    const std::lock_guard hold{on_.lock};
    changed_ = true;
    check_name(to);
    begin(act::rename, from);
    const auto file = on_.files.find(from);
    if (file == on_.files.end()) {
      throw folder_error{"no such file: " + from};
    }
    auto content = std::move(file->second);
    on_.files.erase(file);
    on_.files[to] = std::move(content);
    moment();
  }
  void remove(const std::string& name) override {
    const std::lock_guard hold{on_.lock};
    changed_ = true;
    if (begins_and_fails(act::remove, name)) {
      mine_.erase(name);  // it is not the answer's fault that it stays
      throw folder_error{"permission denied"};
    }
    on_.files.erase(name);
    moment();
  }

  /// Whether the call has written, renamed or removed anything, or has tried.
  [[nodiscard]] bool changed() const { return changed_; }
  /// An unfinished file of this call that is still there, and need not be.
  [[nodiscard]] std::optional<std::string> left() const {
    const auto name = std::ranges::find_if(
        mine_, [&](const auto& one) { return on_.files.contains(one); });
    return name == mine_.end() ? std::nullopt : std::optional{*name};
  }

 private:
  void moment() {
    if (!std::exchange(in_a_moment_, true)) {
      plan_.at_each_moment();
      in_a_moment_ = false;
    }
  }
  void check_name(const std::string& name) {
    on_.note(is_file_name(name),
             {.expected = "file names of 1 to 128 letters, digits, and "
                          "characters of \"._-\"",
              .saw = in_words(name),
              .why = "arguments are any bytes, as many as you like; their "
                     "checksum is not"});
  }
  bool begins_and_fails(act what, const std::string& name) {
    constexpr int plenty = 1'000;
    if (++acts_ > plenty) {
      on_.note(false, {.expected = "a call that comes to an end",
                       .saw = fmt::format("{} reads, writes, renames and "
                                          "removals in a single one",
                                          plenty),
                       .why = "a disk that is full may stay full"});
      throw std::runtime_error{"the check has seen enough of this call"};
    }
    check_name(name);
    moment();
    return plan_.fails(what);
  }
  void begin(act what, const std::string& name) {
    if (begins_and_fails(what, name)) {
      throw folder_error{"input/output error"};
    }
  }

  disk& on_;
  script plan_;
  std::set<std::string> mine_;
  std::set<std::string> names_read_;
  int acts_ = 0;
  bool changed_ = false;
  bool in_a_moment_ = false;
};

inline view& new_view(disk& on, script plan) {
  static std::mutex lock;
  static std::deque<view> all;
  const std::lock_guard hold{lock};
  return all.emplace_back(on, std::move(plan));
}

/// FNV-1a, 64 bits: whatever single byte differs, the result differs.
inline std::uint64_t digest(const bytes& of, std::uint64_t basis) {
  for (const char one : of) {
    basis = (basis ^ static_cast<unsigned char>(one)) * 1'099'511'628'211U;
  }
  return basis;
}

inline std::string plain_checksum(const bytes& of) {
  const auto spread = [](std::uint64_t bits) {  // to all digits; reversible
    for (int i = 0; i < 2; ++i) {
      bits = (bits ^ (bits >> 32U)) * 0xd6e8'feb8'6659'fd93U;
    }
    return bits ^ (bits >> 32U);
  };
  return fmt::format("{:016x}{:016x}",
                     spread(digest(of, 14'695'981'039'346'656'037U)),
                     spread(digest(of, 88'172'645'463'325'253U)));
}

/// A checksum that differs, for the first 16 things that it is asked about, in
/// nothing but one digit.
class sparing_checksum {
 public:
  explicit sparing_checksum(std::size_t digit) : digit_{digit} {}
  std::string operator()(const bytes& of) {
    auto number = known_.try_emplace(of, known_.size()).first->second;
    std::string digits(count, '5');
    for (std::size_t at = digit_; number > 0; at = (at + 1) % count) {
      digits[at] = "56789abcdef01234"[number % 16];
      number /= 16;
    }
    return digits;
  }
  static constexpr std::size_t count = 32;

 private:
  std::size_t digit_;
  std::map<bytes, std::size_t> known_;
};

}  // namespace caching_results_check

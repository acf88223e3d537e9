#pragma once

#include <optional>
#include <string>
#include <utility>

#include "answer.hpp"

// What wrong answers of exercise 19 share: all that is right in them.
namespace spoilt {

using caching_results::bytes;
using caching_results::checksum;
using caching_results::folder;
using caching_results::folder_error;
using caching_results::request;

inline constexpr std::size_t digits = 32;

/// The length goes first, so that nothing runs into what follows.
inline bytes framed(const bytes& part) {
  return std::to_string(part.size()) + ":" + part;
}

/// A right call, in steps that a wrong one replaces.
class right_call {
 public:
  right_call(const request& wanted, folder& files, const checksum& sum_of)
      : wanted_{wanted}, files_{files}, sum_of_{sum_of} {}
  virtual ~right_call() = default;

  virtual bytes run() {
    auto found = look_up();
    if (found) {
      return *std::move(found);
    }
    auto result = wanted_.compute();
    keep(result);
    return result;
  }

 protected:
  virtual bytes key() {
    bytes all;
    for (const auto& argument : wanted_.arguments) {
      all += framed(argument);
    }
    return all;
  }
  virtual std::string name() { return wanted_.function + "." + sum_of_(key()); }

  /// What an entry says of itself: whose it is, and of which version.
  virtual bytes head() { return framed(name()) + framed(wanted_.version); }

  virtual bytes entry(const bytes& result) {
    const bytes rest = head() + result;
    return sum_of_(rest) + rest;
  }
  virtual std::optional<bytes> result_in(const bytes& entry) {
    if (entry.size() < digits) {
      return {};
    }
    const bytes rest = entry.substr(digits);
    const bytes known = head();
    if (entry.substr(0, digits) != sum_of_(rest) || !rest.starts_with(known)) {
      return {};
    }
    return rest.substr(known.size());
  }

  virtual std::optional<bytes> look_up() {
    try {
      const auto entry = files_.read(name());
      return entry ? result_in(*entry) : std::nullopt;
    } catch (const folder_error&) {
      return {};
    }
  }
  virtual void keep(const bytes& result) {
    try {
      publish(entry(result));
    } catch (const folder_error&) {
    }
  }
  virtual void publish(const bytes& entry) {
    const auto unfinished = files_.unused_name();
    try {
      files_.write(unfinished, entry);
      files_.rename(unfinished, name());
    } catch (const folder_error&) {
      files_.remove(unfinished);
    }
  }

  const request& wanted_;
  folder& files_;
  const checksum& sum_of_;
};

}  // namespace spoilt

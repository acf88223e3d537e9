#include "answer.hpp"

#include <string_view>

namespace {

using caching_results::bytes;
using caching_results::checksum;
using caching_results::folder;
using caching_results::folder_error;
using caching_results::request;

/// The length goes first, so that nothing runs into what follows.
bytes framed(const bytes& part) {
  return std::to_string(part.size()) + ":" + part;
}

/// Calls that differ have names that differ. The version is left out: a new one
/// is to find the old entry, and to replace it.
std::string name_of(const request& wanted, const checksum& sum_of) {
  bytes all;
  for (const auto& argument : wanted.arguments) {
    all += framed(argument);
  }
  return wanted.function + "." + sum_of(all);
}

/// What an entry says of itself: a file may have got another one's name.
bytes head_of(const std::string& name, const request& wanted) {
  return framed(name) + framed(wanted.version);
}

/// An entry is a checksum of the rest, its head, and the result.
bytes entry_of(const bytes& head, const bytes& result, const checksum& sum_of) {
  const bytes rest = head + result;
  return sum_of(rest) + rest;
}

/// What the entry holds, if it is whole, and begins with this head.
std::optional<bytes> look_up(const std::string& name, const bytes& head,
                             folder& files, const checksum& sum_of) {
  constexpr std::size_t digits = 32;
  try {
    const auto entry = files.read(name);
    if (!entry || entry->size() < digits) {
      return {};
    }
    const bytes rest = entry->substr(digits);
    if (entry->substr(0, digits) != sum_of(rest) || !rest.starts_with(head)) {
      return {};
    }
    return rest.substr(head.size());
  } catch (const folder_error&) {
    return {};
  }
}

/// Nobody sees a part of it: it gets its name when it is whole.
void publish(const std::string& name, const bytes& entry, folder& files) {
  const auto unfinished = files.unused_name();
  try {
    files.write(unfinished, entry);
    files.rename(unfinished, name);
  } catch (const folder_error&) {
    files.remove(unfinished);
  }
}

}  // namespace

bytes caching_results::cached(const request& wanted, folder& files,
                              const checksum& sum_of) {
  const auto name = name_of(wanted, sum_of);
  const auto head = head_of(name, wanted);
  if (const auto found = look_up(name, head, files, sum_of)) {
    return *found;
  }
  auto result = wanted.compute();
  try {
    publish(name, entry_of(head, result, sum_of), files);
  } catch (const folder_error&) {  // not kept, but right
  }
  return result;
}

#include "common/workers/failure.hpp"

#include <fmt/format.h>

#include <cxxabi.h>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <system_error>
#include <typeinfo>

namespace tandem {
namespace {

/// An exception type that takes a text and gives it back.
struct known_type {
  std::string_view name;
  const std::type_info& type;
  std::exception_ptr (*make)(const std::string& text);
};

template <class E>
std::exception_ptr made(const std::string& text) {
  return std::make_exception_ptr(E{text});
}

const auto& known_types() {
  static const std::array<known_type, 9> all{{
      {"std::runtime_error", typeid(std::runtime_error),
       made<std::runtime_error>},
      {"std::logic_error", typeid(std::logic_error), made<std::logic_error>},
      {"std::invalid_argument", typeid(std::invalid_argument),
       made<std::invalid_argument>},
      {"std::out_of_range", typeid(std::out_of_range), made<std::out_of_range>},
      {"std::domain_error", typeid(std::domain_error), made<std::domain_error>},
      {"std::length_error", typeid(std::length_error), made<std::length_error>},
      {"std::range_error", typeid(std::range_error), made<std::range_error>},
      {"std::overflow_error", typeid(std::overflow_error),
       made<std::overflow_error>},
      {"std::underflow_error", typeid(std::underflow_error),
       made<std::underflow_error>},
  }};
  return all;
}

constexpr std::string_view no_memory = "std::bad_alloc";
constexpr std::string_view system_failure = "std::system_error";
constexpr std::string_view no_exception = "no std::exception";

void put(outgoing& to, std::string_view text) {
  const std::uint64_t size = text.size();
  to.copy(std::as_bytes(std::span{&size, 1}));
  to.copy(std::as_bytes(std::span{text.data(), text.size()}));
}

std::string get(incoming& from) {
  std::uint64_t size = 0;
  std::memcpy(&size, from.take(sizeof size).data(), sizeof size);
  const auto bytes = from.take(size);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string readable(const std::type_info& type) {
  const std::unique_ptr<char, void (*)(void*)> name{
      abi::__cxa_demangle(type.name(), nullptr, nullptr, nullptr), std::free};
  return name ? name.get() : type.name();
}

}  // namespace

remote_error::remote_error(std::string type, const std::string& text)
    : std::runtime_error{fmt::format("{}: {}", type, text)},
      type_{std::move(type)} {}

void encode_failure(outgoing& to, const std::exception_ptr& thrown) {
  std::string type{no_exception};
  std::string text;
  int code = 0;
  std::string category;
  try {
    std::rethrow_exception(thrown);
  } catch (const std::system_error& error) {
    const bool itself = typeid(error) == typeid(std::system_error);
    type = itself ? std::string{system_failure} : readable(typeid(error));
    text = error.what();
    code = error.code().value();
    category = error.code().category().name();
  } catch (const std::exception& error) {
    type = readable(typeid(error));
    for (const auto& known : known_types()) {
      if (known.type == typeid(error)) {
        type = known.name;
      }
    }
    text = error.what() == nullptr ? "" : error.what();
  } catch (...) {
  }
  put(to, type);
  put(to, text);
  put(to, category);
  to.copy(std::as_bytes(std::span{&code, 1}));
}

std::exception_ptr decode_failure(incoming& from) {
  const auto type = get(from);
  const auto text = get(from);
  const auto category = get(from);
  int code = 0;
  std::memcpy(&code, from.take(sizeof code).data(), sizeof code);
  if (type == system_failure && (category == std::generic_category().name() ||
                                 category == std::system_category().name())) {
    const auto& same = category == std::generic_category().name()
                           ? std::generic_category()
                           : std::system_category();
    // what() of a system_error is its text, a colon and the code's own words.
    const auto words = ": " + same.message(code);
    const auto own = text.ends_with(words)
                         ? text.substr(0, text.size() - words.size())
                         : text;
    return std::make_exception_ptr(std::system_error{code, same, own});
  }
  if (type == no_memory) {
    return std::make_exception_ptr(std::bad_alloc{});
  }
  for (const auto& known : known_types()) {
    if (type == known.name) {
      return known.make(text);
    }
  }
  return std::make_exception_ptr(remote_error{
      type, type == no_exception ? "something else was thrown" : text});
}

}  // namespace tandem

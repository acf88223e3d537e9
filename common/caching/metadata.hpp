#pragma once

#include <chrono>
#include <string>

namespace tandem {

/// What lies beside a kept result, for people: nothing of it is read again.
struct call_metadata {
  std::string function;
  std::string type;
  std::string code_version;
  std::string arguments;
  std::chrono::nanoseconds took{};
};

/// As JSON, with the time and the versions of now.
std::string metadata_text(const call_metadata& about);

}  // namespace tandem

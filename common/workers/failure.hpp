#pragma once

#include <exception>
#include <stdexcept>
#include <string>

#include "common/workers/frames.hpp"

namespace tandem {

/// What a task in another process threw, where its type is none of the standard
/// ones: the name of the type, and its text.
class remote_error : public std::runtime_error {
 public:
  remote_error(std::string type, const std::string& text);
  [[nodiscard]] const std::string& type() const { return type_; }

 private:
  std::string type_;
};

/// Appends what was thrown: of a standard exception its type and text, of
/// another one the type's name and text.
void encode_failure(outgoing& to, const std::exception_ptr& thrown);

/// The same exception again; remote_error where its type is no standard one.
/// Errors   frame_error if the bytes are too few.
std::exception_ptr decode_failure(incoming& from);

}  // namespace tandem

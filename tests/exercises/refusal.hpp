#pragma once

#include <fmt/format.h>

#include <exception>
#include <stdexcept>
#include <string>

#include "common/teaching/todo.hpp"

namespace scene {

/// What a call did instead of throwing std::invalid_argument, in words: what
/// `call` says of its result, or what else was thrown. Empty if it threw that.
/// Errors   tandem::todo, where the answer is not written yet.
template <class Call>
std::string instead_of_invalid_argument(const Call& call) {
  try {
    return call();
  } catch (const tandem::todo&) {
    throw;
  } catch (const std::invalid_argument&) {
    return {};
  } catch (const std::exception& error) {
    return fmt::format("another exception: {}", error.what());
  } catch (...) {
    return "something thrown that is no std::exception";
  }
}

}  // namespace scene

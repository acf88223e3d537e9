// Catches whatever comes, and throws it when the lock is right.
#include "answer.hpp"

#include <exception>
#include <optional>

void releasing_the_lock::call_blocking(interpreter& python,
                                       const std::function<int()>& blocking) {
  const auto held = python.held_by_me();
  const auto attempt = [](auto&& action) -> std::exception_ptr {
    try {
      action();
      return nullptr;
    } catch (...) {
      return std::current_exception();
    }
  };
  if (held) python.release();
  std::optional<int> result;
  auto failure = attempt([&] { result = blocking(); });
  python.acquire();
  if (result) failure = attempt([&] { python.store(*result); });
  if (!held) python.release();
  if (failure) std::rethrow_exception(failure);
}

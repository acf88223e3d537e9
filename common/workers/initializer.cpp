#include "common/workers/initializer.hpp"

#include <fmt/format.h>

#include <exception>

namespace tandem {

initializer_error::initializer_error(const std::string& name, int worker,
                                     const std::string& what)
    : std::runtime_error{fmt::format(
          "the initializer {} failed in worker {}: {}", name, worker, what)},
      worker_{worker} {}

void initializer::run(int worker) const {
  try {
    make_();
  } catch (...) {
    fail(worker, std::current_exception());
  }
}

void initializer::fail(int worker, const std::exception_ptr& why) const {
  try {
    std::rethrow_exception(why);
  } catch (const std::exception& error) {
    std::throw_with_nested(initializer_error{name_, worker, error.what()});
  } catch (...) {
    std::throw_with_nested(
        initializer_error{name_, worker, "something else was thrown"});
  }
}

}  // namespace tandem

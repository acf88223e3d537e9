#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "common/locking/gate.hpp"
#include "common/teaching/probe.hpp"

// For checks that hand an answer a `done` to call, or call the answer's own,
// with a result or with what was thrown in its place.
namespace scene {

/// "3 inputs"
inline std::string count_of(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// Something to throw that is no std::exception.
struct no_such_row {
  int row = 0;
};

template <class Thrown>
std::exception_ptr as_thrown(Thrown what) {
  return std::make_exception_ptr(std::move(what));
}

/// What was thrown, in words.
inline std::string told(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const no_such_row& error) {
    return fmt::format("no_such_row {}", error.row);
  } catch (const int number) {
    return fmt::format("the int {}", number);
  } catch (const std::out_of_range& error) {
    return fmt::format("std::out_of_range: {}", error.what());
  } catch (const std::exception& error) {
    return fmt::format("another exception: {}", error.what());
  } catch (...) {
    return "something else";
  }
}

/// Has another thread call `done`, and waits for it. `which` and `moment` say
/// which call it is, and when: "input 3", "while submit runs". What `done`
/// holds has to keep `place`. Returns  what is wrong, if that call sleeps and
/// nobody will wake it.
inline std::optional<tandem::mismatch> done_elsewhere(
    tandem::gate& place, std::function<void()> done, const std::string& which,
    const std::string& moment) {
  const auto over = std::make_shared<bool>(false);
  std::thread{[&place, done = std::move(done), over] {
    done();
    place.change([&] { *over = true; });
  }}.detach();
  switch (place.wait_until([over] { return *over; })) {
    case tandem::passage::happened:
      return {};
    case tandem::passage::undecided:
      throw tandem::not_judged{
          "for 10 s a call of done() neither ended nor slept"};
    default:
      return tandem::mismatch{
          .expected = fmt::format(
              "done of {} returns, called by another thread {}", which, moment),
          .saw = "it waits, and nobody will wake it",
          .why =
              "a worker has other work: it may wait neither for its turn "
              "nor for a lock that somebody holds who waits"};
  }
}

}  // namespace scene

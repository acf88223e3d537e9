#include "common/workers/task.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/common/twin_task.hpp"

namespace {

int twin(int x) { return x + 1; }
int add(const int& a, int b) noexcept { return a + b; }
std::size_t length(const std::string& text) { return text.size(); }
int calls = 0;
void count_call() { ++calls; }

template <auto f, class... Arguments>
tandem::result_of<f> run_by_offset(const Arguments&... given) {
  // NOLINTNEXTLINE(misc-const-correctness): encode changes it
  tandem::outgoing arguments;
  (tandem::encode(arguments, given), ...);
  std::vector<std::byte> bytes;
  for (const auto piece : arguments.pieces()) {
    bytes.insert(bytes.end(), piece.begin(), piece.end());
  }
  // NOLINTNEXTLINE(misc-const-correctness): the task reads from it
  tandem::incoming in{bytes};
  tandem::result_of<f> result{};
  tandem::find_task(tandem::task_of<f>.offset)(
      in, [&](const tandem::outgoing& out) {
        if constexpr (!std::is_same_v<tandem::result_of<f>, tandem::nothing>) {
          tandem::incoming back{out.pieces().at(0)};
          result = tandem::decode<tandem::result_of<f>>(back);
        } else {
          CHECK(out.size() == 0);
        }
      });
  return result;
}

}  // namespace

TEST_CASE("a task is found by its offset, and runs") {
  CHECK(run_by_offset<&add>(2, 3) == 5);
  CHECK(run_by_offset<&length>(std::string{"four"}) == 4);
  run_by_offset<&count_call>();
  CHECK(calls == 1);
}

TEST_CASE("two functions of one name are two tasks") {
  CHECK(tandem::task_of<&twin>.offset != tests::offset_of_other_twin());
  CHECK(run_by_offset<&twin>(1) == 2);
}

TEST_CASE("a task has a name for people") {
  CHECK_THAT(std::string{tandem::task_of<&length>.name},
             tests::contains("length"));
  CHECK(tandem::name_in("auto pretty() [with auto f = a::b; X = y]") == "a::b");
  CHECK(tandem::name_in("auto pretty() [f = &a::b]") == "a::b");
  CHECK(tandem::name_in("something else") == "something else");
}

TEST_CASE("an offset where no task is, is refused") {
  CHECK_THROWS_WITH(tandem::find_task(tandem::task_of<&add>.offset + 1),
                    tests::contains("no task has the offset"));
}

TEST_CASE("a function in a shared library is refused") {
  // A sanitizer has functions of its own for many of the C library, in the
  // executable; not for this one.
  const auto elsewhere = &std::rand;
  // NOLINTNEXTLINE(performance-no-int-to-ptr): it is never called
  const auto task = reinterpret_cast<tandem::task_runner>(
      reinterpret_cast<std::uintptr_t>(elsewhere));
  CHECK_THROWS_WITH(tandem::make_known(task, "rand"),
                    tests::contains("rand is in a shared library"));
}

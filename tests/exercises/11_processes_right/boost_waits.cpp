// Boost.Process waits for the children; an object holds how it began.
#include <sys/resource.h>

#if __has_include(<boost/process/v1/child.hpp>)
#include <boost/process/v1/child.hpp>
namespace by_boost = boost::process::v1;
#else
#include <boost/process/child.hpp>
namespace by_boost = boost::process;
#endif

#include "answer.hpp"
#include "common/timing/clock_reader.hpp"

namespace {

class meter {
 public:
  [[nodiscard]] processes::cpu_cost so_far() const {
    return {own() - own_, children() - children_};
  }

 private:
  using nanoseconds = std::chrono::nanoseconds;

  static nanoseconds own() { return tandem::system_clocks().process_cpu.now(); }
  static nanoseconds children() {
    rusage all{};
    getrusage(RUSAGE_CHILDREN, &all);
    return std::chrono::seconds{all.ru_utime.tv_sec + all.ru_stime.tv_sec} +
           std::chrono::microseconds{all.ru_utime.tv_usec +
                                     all.ru_stime.tv_usec};
  }

  nanoseconds own_ = own();
  nanoseconds children_ = children();
};

}  // namespace

processes::cpu_cost processes::cpu_time_of(const job& run) {
  const meter used;
  for (const pid_t number : run()) {
    by_boost::child{number}.wait();
  }
  return used.so_far();
}

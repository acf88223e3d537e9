// Boost.Icl adds up the intervals.
#include "answer.hpp"

#include <boost/icl/interval_set.hpp>
#include <boost/optional.hpp>
#include <chrono>
#include <functional>

// Templates over what is counted; each keeps the stretches of time in a
// boost::icl::interval_set, the open one in a boost::optional.
namespace {

using std::chrono::nanoseconds;
using rep = nanoseconds::rep;

template <tandem::clock_reader tandem::named_clocks::*Which>
class counter {
 public:
  explicit counter(const tandem::named_clocks& clocks)
      : now_{[read = (clocks.*Which).now] { return read().count(); }} {}
  void start() {
    past_.clear();
    from_ = now_();
  }
  void stop() {
    if (from_) past_ += stretch(*from_, now_());
    from_ = boost::none;
  }
  void resume() {
    if (!from_) from_ = now_();
  }
  nanoseconds counted() const {
    auto all = past_;
    if (from_) all += stretch(*from_, now_());
    return nanoseconds{boost::icl::length(all)};
  }

 private:
  static auto stretch(rep a, rep b) {
    return boost::icl::interval<rep>::right_open(a, b);
  }
  std::function<rep()> now_;
  boost::icl::interval_set<rep> past_;
  boost::optional<rep> from_;
};

struct watch final : wall_and_cpu::stopwatch {
  explicit watch(const tandem::named_clocks& c) : w{c}, p{c} {}
  void start() override { w.start(), p.start(); }
  void stop() override { w.stop(), p.stop(); }
  void resume() override { w.resume(), p.resume(); }
  nanoseconds wall() const override { return w.counted(); }
  nanoseconds cpu() const override { return p.counted(); }
  counter<&tandem::named_clocks::monotonic> w;
  counter<&tandem::named_clocks::process_cpu> p;
};

}  // namespace

std::unique_ptr<wall_and_cpu::stopwatch> wall_and_cpu::make_stopwatch(
    const tandem::named_clocks& clocks) {
  return std::make_unique<watch>(clocks);
}

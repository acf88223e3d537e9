// Each backend is a class that knows whether it may be used, and its time.
#include <array>
#include <boost/optional.hpp>
#include <memory>
#include <stdexcept>

#include "answer.hpp"

namespace backends {
namespace {

using std::chrono::nanoseconds;

struct job {
  const task& what;
  const workers& who;

  [[nodiscard]] bool is_shared() const { return who.count > 1; }
  [[nodiscard]] std::int64_t batches_of_first() const {
    const auto all = 1 + (what.calls - 1) / who.batch;
    return 1 + (all - 1) / who.count;
  }
  [[nodiscard]] std::int64_t calls_of_first() const {
    const auto before = (batches_of_first() - 1) * who.batch;
    const auto dealt_before = before * who.count;
    return before + std::min(who.batch, what.calls - dealt_before);
  }
};

class way {
 public:
  way() = default;
  way(const way&) = delete;
  way& operator=(const way&) = delete;
  virtual ~way() = default;
  [[nodiscard]] virtual boost::optional<choice> offer(const job& of) const = 0;
};

class here : public way {
  [[nodiscard]] boost::optional<choice> offer(const job& of) const override {
    return boost::make_optional(
        !of.what.may_crash,
        choice{backend::sequential,
               of.what.calls * (of.what.waits + of.what.computes)});
  }
};

class threads : public way {
  [[nodiscard]] boost::optional<choice> offer(const job& of) const override {
    if (of.what.may_crash || !of.is_shared()) {
      return boost::none;
    }
    const auto computing =
        of.what.lets_go ? of.calls_of_first() : of.what.calls;
    return choice{
        backend::threading,
        of.who.start_threads + of.batches_of_first() * of.who.hand_to_thread +
            of.calls_of_first() * of.what.waits + computing * of.what.computes};
  }
};

class processes : public way {
  [[nodiscard]] boost::optional<choice> offer(const job& of) const override {
    if (of.what.needs_variables || !of.is_shared()) {
      return boost::none;
    }
    return choice{backend::loky,
                  of.who.start_processes +
                      of.batches_of_first() * of.who.hand_to_process +
                      of.calls_of_first() * (of.what.waits + of.what.computes)};
  }
};

}  // namespace

choice choose(const task& what, const workers& who) {
  const auto refuse_below = [](auto value, auto least) {
    if (value < least) {
      throw std::invalid_argument{"too little"};
    }
  };
  refuse_below(what.calls, 0);
  refuse_below(who.count, 1);
  refuse_below(who.batch, 1);
  for (const auto span :
       {what.waits, what.computes, who.start_threads, who.start_processes,
        who.hand_to_thread, who.hand_to_process}) {
    refuse_below(span, nanoseconds::zero());
  }
  if (what.calls == 0) {
    return {};
  }
  const std::array<std::unique_ptr<way>, 3> ways{std::make_unique<here>(),
                                                 std::make_unique<threads>(),
                                                 std::make_unique<processes>()};
  boost::optional<choice> best;
  for (const auto& one : ways) {
    const auto offered = one->offer({what, who});
    if (offered && (!best || offered->takes < best->takes)) {
      best = offered;
    }
  }
  if (!best) {
    throw std::invalid_argument{"nobody may"};
  }
  return *best;
}

}  // namespace backends

#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/timing/span.hpp"

namespace script {

using std::chrono::nanoseconds;

inline std::string in_words(nanoseconds span) {
  return fmt::format("{:.4g} ms", tandem::in_ms(span));
}

/// What other threads do while the answer waits.
enum class happening : std::uint8_t {
  takes,      ///< another thread takes the free lock
  lets_go,    ///< the holder lets go of it, and wakes us
  is_faster,  ///< the same, but a third thread takes it before we can look
  passes_on,  ///< the holder lets go, and the third one is woken, not we
  asks,       ///< a third thread asks the holder
  nothing,    ///< a wake-up for nothing
};

struct event {
  nanoseconds at{};
  happening what = happening::nothing;
};

enum class who : std::uint8_t { nobody, answer, another };

/// Times count from the beginning, or from what it follows.
struct plan {
  who holds = who::another;
  bool asked = false;
  nanoseconds interval = std::chrono::milliseconds{5};
  std::vector<event> events{};
  std::vector<event> after_an_ask{};  ///< the first, once it asks; and so on
  std::vector<event> after_drop{};    ///< all of them, once it lets go
};

/// A lock on which other threads do what was written for them. Time goes by
/// only while the answer waits. Each call is judged on the spot: one that
/// breaks the contract ends the probe.
class scripted_lock final : public switch_interval::hand_over {
 public:
  explicit scripted_lock(plan written)
      : plan_{std::move(written)},
        to_come_{plan_.events.begin(), plan_.events.end()},
        holds_{plan_.holds},
        asked_{plan_.asked},
        wanted_{plan_.asked} {
    for (auto& next : to_come_) {
      next.at += now_;
    }
  }

  [[nodiscard]] bool held() const override { return holds_ != who::nobody; }
  [[nodiscard]] std::int64_t switches() const override { return switches_; }
  [[nodiscard]] nanoseconds interval() const override { return plan_.interval; }
  [[nodiscard]] nanoseconds now() const override { return now_; }
  [[nodiscard]] bool asked() const override { return asked_; }

  void hold() override {
    demand(holds_ != who::another, "that you take the lock when it is free",
           "you took it while another thread held it",
           "when you are woken another may have been faster, or it was for "
           "nothing: look again before you take it");
    demand(holds_ != who::answer, "that you take the lock once",
           "you took it again while you held it", "");
    demand(!dropped_at_ || switches_ != *dropped_at_,
           "that another thread takes the lock before you take it again",
           "you let go of it and took it before anybody else could",
           "who asked has only just been woken, and you run already: you would "
           "win that race again and again");
    holds_ = who::answer;
    wanted_ = false;
    ++switches_;
    tell("you take it");
  }
  void drop() override {
    demand(holds_ == who::answer, "that you let go of what you hold",
           "you let go of a lock that you do not hold", "");
    demand(wanted_, "that you keep the lock unless somebody has asked for it",
           "you let go, and nobody had asked",
           "every switch costs, so a holder goes on until it is asked");
    holds_ = who::nobody;
    dropped_at_ = switches_;
    tell("you let go");
    for (const auto& next : plan_.after_drop) {
      will_follow(next);
    }
  }
  void ask() override {
    tell("you ask");
    demand(held(), "that you ask while somebody holds the lock",
           "you asked, and the lock was free",
           "your time was over just when the holder let go: take the lock");
    const auto waited = now_ - taken_at_;
    demand(waited >= plan_.interval,
           fmt::format("that you ask after an interval of {} in which nobody "
                       "took the lock",
                       in_words(plan_.interval)),
           taken_at_ == start_
               ? fmt::format("you asked after {}", in_words(waited))
               : fmt::format("you asked {} after another thread had taken it",
                             in_words(waited)),
           taken_at_ == start_
               ? "every switch costs, so a holder has a whole interval"
               : "a new holder has an interval of its own");
    if (!asked_ && asks_ < plan_.after_an_ask.size()) {
      will_follow(plan_.after_an_ask[asks_]);
      ++asks_;
    }
    asked_ = true;
    wanted_ = true;
  }
  void clear_request() override { asked_ = false; }

  switch_interval::wake_up wait_for_drop(nanoseconds at_most) override {
    demand(held() || (dropped_at_ && switches_ == *dropped_at_),
           "that you take a free lock at once", "you waited for a free lock",
           "nobody holds it, so nobody will let go of it");
    demand(at_most <= plan_.interval,
           fmt::format("that you wait one interval at most, {}",
                       in_words(plan_.interval)),
           fmt::format("you began to wait for {}", in_words(at_most)), "");
    return wait(at_most, false);
  }
  void wait_for_switch() override {
    const auto end = wait(std::chrono::hours{1}, true);
    demand(end == switch_interval::wake_up::woken,
           "that you wait for a switch that is still to come",
           "you would have slept for ever",
           "compare the number of switches before you wait");
  }

  /// Ends the probe unless the answer holds the lock now, and nobody is asked.
  void demand_mine() {
    demand(holds_ == who::answer, "that you hold the lock when you return",
           "you returned without it", "");
    demand(!asked_, "that no request stands when you have just taken the lock",
           "the request still stood when you returned",
           "it was meant for the holder before you; it would throw you out at "
           "your first look");
  }
  /// Ends the probe if not `right`, or if an earlier end was caught on the way.
  void demand(bool right, const std::string& expected, const std::string& saw,
              const std::string& why) {
    if (!broken_ && !right) {
      broken_ = {expected,
                 story_.empty() ? saw : saw + ". What happened: " + story_,
                 why};
    }
    if (broken_) {
      tandem::demand(false, *broken_);
    }
  }
  [[nodiscard]] bool was_dropped() const { return dropped_at_.has_value(); }
  [[nodiscard]] int waits() const { return waits_; }

 private:
  void tell(const std::string& what) {
    story_ += fmt::format("{}{} {}", story_.empty() ? "" : "; ",
                          in_words(now_ - start_), what);
  }

  void will_follow(event next) {
    next.at += now_;
    to_come_.insert(std::upper_bound(to_come_.begin(), to_come_.end(), next,
                                     [](const event& a, const event& b) {
                                       return a.at < b.at;
                                     }),
                    next);
  }

  /// Lets it happen.
  /// Shape    whether it wakes who waits for a switch, or else for a drop.
  bool happens(happening what, bool for_switch) {
    const auto somebody_takes = [&](const char* how) {
      tell(how);
      holds_ = who::another;
      asked_ = false;
      wanted_ = false;
      ++switches_;
      taken_at_ = now_;
    };
    quiet_since_ = now_;
    waited_enough_ = false;
    switch (what) {
      case happening::takes:
        somebody_takes("another thread takes it");
        return for_switch;
      case happening::lets_go:
        tell("the holder lets go");
        holds_ = who::nobody;
        return !for_switch;
      case happening::is_faster:
        somebody_takes(
            "the holder lets go, you are woken, but a third thread "
            "has it already");
        return true;
      case happening::passes_on:
        somebody_takes("the holder lets go, and a third thread has it");
        return for_switch;
      case happening::asks:
        tell("a third thread asks");
        asked_ = true;
        wanted_ = true;
        return false;
      case happening::nothing:
        break;
    }
    tell("you are woken for nothing");
    return true;
  }

  switch_interval::wake_up wait(nanoseconds at_most, bool for_switch) {
    constexpr int far_too_many = 10'000;
    demand(++waits_ < far_too_many, "that it comes to an end",
           "you waited 10 000 times", "");
    const bool may_wait =
        holds_ != who::another || asked_ ||
        (!waited_enough_ && now_ - quiet_since_ < 2 * plan_.interval);
    demand(may_wait, "that you ask when you have waited for a whole interval",
           fmt::format("you waited for {} beside the same holder, and go on "
                       "waiting",
                       in_words(now_ - quiet_since_)),
           "a holder that nobody asks keeps the lock as long as it likes");
    const auto begin = now_;
    const auto end = begin + std::max(at_most, nanoseconds{0});
    bool woken = false;
    while (!to_come_.empty() && to_come_.front().at <= (woken ? now_ : end)) {
      const auto next = to_come_.front();
      to_come_.pop_front();
      now_ = next.at;
      woken = (happens(next.what, for_switch) && now_ < end) || woken;
    }
    if (woken) {
      return switch_interval::wake_up::woken;
    }
    now_ = end;
    waited_enough_ = quiet_since_ <= begin && now_ - begin >= plan_.interval;
    return switch_interval::wake_up::timed_out;
  }

  plan plan_;
  std::deque<event> to_come_;
  std::size_t asks_ = 0;
  who holds_;
  bool asked_;
  bool wanted_;  ///< the holder has been asked, taken back or not
  std::int64_t switches_ = 7;
  nanoseconds now_ = std::chrono::seconds{40};
  nanoseconds start_ = now_;
  nanoseconds taken_at_ = now_;     ///< when somebody last took it, or we came
  nanoseconds quiet_since_ = now_;  ///< when anything last happened
  bool waited_enough_ = false;      ///< in one wait, and nothing happened
  std::optional<std::int64_t> dropped_at_;  ///< switches when we let go
  int waits_ = 0;
  std::string story_;
  std::optional<tandem::mismatch> broken_;
};

}  // namespace script

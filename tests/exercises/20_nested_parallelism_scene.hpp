#pragma once

// The threads of the check: one that does something in the middle of what
// another does, and two that leave their scopes in an order of their own.

#include <atomic>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "answer.hpp"
#include "common/locking/rendezvous.hpp"
#include "common/teaching/probe.hpp"

namespace nested_parallelism_check {

using nested_parallelism::current_budget;
using nested_parallelism::with_budget;
using limit = std::optional<int>;

/// A thread that does something in the middle of what this one does: it begins
/// when it is told to, and this thread waits until it is done, or is kept out.
class other_thread {
 public:
  explicit other_thread(std::function<void()> does)
      : works_{[this, does = std::move(does)] {
          begin_.wait(false);
          done_.announce();
          try {
            does();
          } catch (...) {
            threw_ = true;
          }
          done_.meet();
        }} {}
  other_thread(const other_thread&) = delete;
  other_thread& operator=(const other_thread&) = delete;
  other_thread(other_thread&&) = delete;
  other_thread& operator=(other_thread&&) = delete;
  ~other_thread() {
    if (works_.joinable()) {
      let_begin();
      done_.withdraw();
      works_.join();
    }
  }

  void run() {
    let_begin();
    done_.announce();
    done_.meet();
  }
  /// Outside of all scopes.
  void demand_done() {
    works_.join();
    done_.demand_decided();
    tandem::demand(done_.met(),
                   {.expected = "a thread that asks for its limit, "
                                "while another is in a scope",
                    .saw = "it waits for the other's scope to end",
                    .why = "scopes last as long as their tasks"});
    tandem::demand(!threw_, {.expected = "an answer on another thread",
                             .saw = "an exception",
                             .why = ""});
  }

 private:
  void let_begin() {
    begin_ = true;
    begin_.notify_all();
  }

  std::atomic<bool> begin_{false};
  tandem::rendezvous done_;
  bool threw_ = false;
  std::thread works_;
};

/// Two threads in scopes at once; who came first leaves first.
struct two_threads {
  struct part {
    limit inside{};
    limit when_the_other_has_left{};
    limit between{};
    limit after{};
    bool threw = false;
  };
  tandem::rendezvous inside;
  tandem::rendezvous left;
  part first;
  part second;

  void run() {
    std::thread other{[this] {
      guarded(second, [this] {
        with_budget(7, [this] {
          with_budget(3, [this] {
            second.inside = current_budget();
            if (inside.meet()) {
              left.announce();
              left.meet();
            }
            second.when_the_other_has_left = current_budget();
          });
          second.between = current_budget();
        });
      });
    }};
    guarded(first, [this] {
      bool met = false;
      with_budget(5, [&] {
        with_budget(2, [&] {
          first.inside = current_budget();
          met = inside.meet();
          if (met) {
            left.announce();
          }
        });
        first.between = current_budget();
      });
      if (met) {
        left.meet();
      }
    });
    other.join();
    inside.demand_decided();
    left.demand_decided();
  }

 private:
  void guarded(part& mine, const std::function<void()>& does) {
    inside.announce();
    try {
      does();
    } catch (...) {
      mine.threw = true;
    }
    inside.withdraw();
    left.withdraw();
    mine.after = current_budget();
  }
};

}  // namespace nested_parallelism_check

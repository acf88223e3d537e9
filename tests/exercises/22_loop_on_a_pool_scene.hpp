#pragma once

// What the check puts into the answer's hands: rows that count how often they
// are compared, and a pool of real worker processes. Who takes which parcel,
// and when, is a script's: the parcels are run one after the other.

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "common/workers/process_workers.hpp"

namespace loop_on_a_pool {

/// Rows as they are made, sent and read by the check.
class numbers_of {
 public:
  static row make(const std::array<std::int32_t, 5>& numbers) {
    row made;
    made.numbers_ = numbers;
    return made;
  }
  static const std::array<std::int32_t, 5>& in(const row& one) {
    return one.numbers_;
  }
};

/// Rows compared so far, in this process.
inline std::uint64_t compared_here = 0;

}  // namespace loop_on_a_pool

namespace loop_check {

using loop_on_a_pool::numbers_of;
using loop_on_a_pool::parcel;
using loop_on_a_pool::positions;
using loop_on_a_pool::row;
using loop_on_a_pool::rows;

/// A parcel as it travels.
using numbers = std::vector<std::int32_t>;
using wire = std::tuple<std::int64_t, numbers, numbers, std::uint64_t>;

inline numbers on_the_wire(const rows& some) {
  numbers all;
  for (const auto& one : some) {
    const auto& its = numbers_of::in(one);
    all.insert(all.end(), its.begin(), its.end());
  }
  return all;
}

inline rows from_the_wire(const numbers& all) {
  rows some;
  some.reserve(all.size() / 5);
  for (std::size_t i = 0; i + 5 <= all.size(); i += 5) {
    some.push_back(numbers_of::make(
        {all[i], all[i + 1], all[i + 2], all[i + 3], all[i + 4]}));
  }
  return some;
}

/// Functions are sent as their distance from this one, which is the same in
/// every process of this executable.
inline void landmark() {}

template <class F>
std::int64_t distance_of(F* function) {
  return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(function) -
                                   reinterpret_cast<std::uintptr_t>(&landmark));
}
template <class F>
F* at_distance(std::int64_t distance) {
  // NOLINTNEXTLINE(performance-no-int-to-ptr): functions have no subtraction
  return reinterpret_cast<F*>(reinterpret_cast<std::uintptr_t>(&landmark) +
                              static_cast<std::uintptr_t>(distance));
}

// What runs in a worker process. Both say how many rows were compared.
inline std::uint64_t prepare_here(std::int64_t function, const numbers& some,
                                  const numbers& more, std::uint64_t number) {
  const auto before = loop_on_a_pool::compared_here;
  at_distance<void(const parcel&)>(function)(
      {from_the_wire(some), from_the_wire(more), number});
  return loop_on_a_pool::compared_here - before;
}
inline std::pair<positions, std::uint64_t> run_here(std::int64_t function,
                                                    const numbers& some,
                                                    const numbers& more,
                                                    std::uint64_t number) {
  const auto before = loop_on_a_pool::compared_here;
  auto found = at_distance<positions(const parcel&)>(function)(
      {from_the_wire(some), from_the_wire(more), number});
  return {std::move(found), loop_on_a_pool::compared_here - before};
}

/// What a pool throws whose script says so: nothing that one would think of,
struct odd_failure {
  int number = 0;
};
/// or what looks like something else, if it is caught as that.
struct usual_failure : std::runtime_error {
  explicit usual_failure(int which)
      : std::runtime_error{"the pool has failed"}, number{which} {}
  int number;
};

enum class breaks { never, when_it_initializes, in_a_map, initializing_again };

/// What the pool does, other than usual.
struct script {
  /// Who takes the i-th parcel that is run: a number, modulo the workers.
  std::function<std::size_t(std::size_t i)> who = [](std::size_t i) {
    return i;
  };
  bool last_first = false;      ///< the last parcel is done first
  bool workers_end = false;     ///< a worker takes one parcel, and ends
  breaks when = breaks::never;  ///< once; a map when half of it is done
  bool oddly = false;           ///< throws an odd_failure
};

/// What an answer has had its pool do.
struct record {
  std::uint64_t sent = 0;      ///< bytes
  std::size_t rows = 0;        ///< sent, in all parcels
  std::size_t prepared = 0;    ///< processes that were sent what prepares them
  std::uint64_t compared = 0;  ///< rows, in workers
  std::uint64_t most = 0;      ///< rows compared for one parcel
  std::uint64_t here = 0;      ///< rows compared in the caller's process
  std::size_t maps = 0;        ///< calls of map and map_unordered
  std::size_t parcels = 0;     ///< in all of them
  bool broke = false;          ///< as its script says
  std::string trouble{};       ///< what became of a task; empty if all is well
};

/// While it lives, this process can get no more memory than that.
class memory_limit {
 public:
  /// A GB more than now: a loop that makes parcels without end meets
  /// std::bad_alloc, and not the learner's machine.
  static memory_limit a_gigabyte() {
    rlim_t pages = 0;
    std::ifstream{"/proc/self/statm"} >> pages;
    return memory_limit{pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) +
                        (rlim_t{1} << 30U)};
  }
  /// What the system allows: for processes that are started meanwhile.
  static memory_limit none() { return memory_limit{RLIM_INFINITY}; }
  memory_limit(const memory_limit&) = delete;
  memory_limit& operator=(const memory_limit&) = delete;
  memory_limit(memory_limit&&) = delete;
  memory_limit& operator=(memory_limit&&) = delete;
  ~memory_limit() { setrlimit(RLIMIT_AS, &before_); }

 private:
  explicit memory_limit(rlim_t bytes) {
    getrlimit(RLIMIT_AS, &before_);
    auto now = before_;
    now.rlim_cur = std::min(bytes, before_.rlim_max);
    setrlimit(RLIMIT_AS, &now);
  }

  rlimit before_{};
};

class scripted_pool : public loop_on_a_pool::pool {
 public:
  explicit scripted_pool(int workers) {
    for (int i = 0; i < workers; ++i) {
      team_.push_back(start());
    }
  }

  /// Begins a new record.
  void follow(script next) {
    script_ = std::move(next);
    seen_ = {};
    initialized_ = 0;
    taken_ = 0;
    before_ = counted();
  }
  [[nodiscard]] record seen() const {
    auto all = seen_;
    all.sent = counted() - before_;
    return all;
  }

  [[nodiscard]] int workers() const noexcept override {
    return static_cast<int>(team_.size());
  }

  void initialize(void (*prepare)(const parcel&), const parcel& sent) override {
    break_if(initialized_++ == 0 ? breaks::when_it_initializes
                                 : breaks::initializing_again);
    preparation_ = {as_wire(distance_of(prepare), sent)};
    for (auto& one : team_) {
      prepare_one(*one);
    }
  }

  std::vector<positions> map(positions (*task)(const parcel&),
                             const std::vector<parcel>& parcels) override {
    auto ends = run(task, parcels);
    std::vector<positions> in_order(parcels.size());
    for (auto& [number, found] : ends) {
      in_order[number] = std::move(found);
    }
    return in_order;
  }

  std::vector<positions> map_unordered(
      positions (*task)(const parcel&),
      const std::vector<parcel>& parcels) override {
    auto ends = run(task, parcels);
    std::vector<positions> as_they_came;
    as_they_came.reserve(ends.size());
    for (auto& [number, found] : ends) {
      as_they_came.push_back(std::move(found));
    }
    return as_they_came;
  }

 private:
  using worker = tandem::process_workers;

  /// Throws if the script says so, the first time.
  void break_if(breaks now) {
    if (script_.when == now) {
      script_.when = breaks::never;
      seen_.broke = true;
      if (script_.oddly) {
        throw odd_failure{static_cast<int>(now)};
      }
      throw usual_failure{static_cast<int>(now)};
    }
  }

  static std::unique_ptr<worker> start() {
    const auto unlimited = memory_limit::none();
    return std::make_unique<worker>(1, tandem::start_method::spawn);
  }

  wire as_wire(std::int64_t function, const parcel& sent) {
    seen_.rows += sent.some.size() + sent.more.size();
    return {function, on_the_wire(sent.some), on_the_wire(sent.more),
            sent.number};
  }

  [[nodiscard]] std::uint64_t counted() const {
    auto all = sent_to_former_;
    for (const auto& one : team_) {
      all += one->counted().sent;
    }
    return all;
  }

  /// Runs a task of the check in a worker; what is thrown there is noted.
  template <auto f>
  auto in_worker(worker& one, const wire& sent) {
    try {
      return one.map<f>(std::vector{sent}).front();
    } catch (const tandem::task_error& error) {
      seen_.trouble = error.what();
      throw;
    }
  }

  void prepare_one(worker& one) {
    for (const auto& sent : preparation_) {
      ++seen_.prepared;
      seen_.compared += in_worker<&prepare_here>(one, sent);
    }
  }

  /// The parcels' numbers and results, as they were done.
  std::vector<std::pair<std::size_t, positions>> run(
      positions (*task)(const parcel&), const std::vector<parcel>& parcels) {
    ++seen_.maps;
    seen_.parcels += parcels.size();
    std::vector<std::pair<std::size_t, positions>> ends;
    for (std::size_t done = 0; done < parcels.size(); ++done) {
      if (done >= parcels.size() / 2) {
        break_if(breaks::in_a_map);
      }
      const auto number = script_.last_first ? parcels.size() - 1 - done : done;
      auto& one = team_[script_.who(taken_++) % team_.size()];
      auto [found, compared] = in_worker<&run_here>(
          *one, as_wire(distance_of(task), parcels[number]));
      seen_.compared += compared;
      seen_.most = std::max(seen_.most, compared);
      ends.emplace_back(number, std::move(found));
      if (script_.workers_end) {
        sent_to_former_ += one->counted().sent;
        one = start();
        prepare_one(*one);
      }
    }
    return ends;
  }

  std::vector<std::unique_ptr<worker>> team_;
  std::uint64_t sent_to_former_ = 0;
  std::uint64_t before_ = 0;
  script script_;
  std::size_t initialized_ = 0;    ///< calls
  std::size_t taken_ = 0;          ///< parcels
  std::vector<wire> preparation_;  ///< the last one, if there was one
  record seen_;
};

/// Two lists, and what the plain loop makes of them.
struct lists {
  rows first{};
  rows second{};

  struct plain {
    positions found{};
    std::uint64_t compared = 0;
  };
  [[nodiscard]] plain by_the_plain_loop() const {
    plain all;
    for (std::size_t i = 0; i < first.size(); ++i) {
      const auto same = [&](const row& one) {
        return numbers_of::in(one) == numbers_of::in(first[i]);
      };
      const auto at = std::ranges::find_if(second, same);
      const bool is_there = at != second.end();
      all.compared +=
          static_cast<std::uint64_t>(at - second.begin()) + (is_there ? 1 : 0);
      if (is_there) {
        all.found.push_back(i);
      }
    }
    return all;
  }
};

/// A row that is told from others by one number.
inline row row_of(int number) {
  return numbers_of::make({0, 1, number, 3, number});
}

inline rows rows_of(const std::vector<int>& all) {
  rows made;
  for (const auto one : all) {
    made.push_back(row_of(one));
  }
  return made;
}

/// `count` rows from `from` on, each another one.
inline rows row_range(int from, std::size_t count) {
  std::vector<int> all(count);
  std::iota(all.begin(), all.end(), from);
  return rows_of(all);
}

}  // namespace loop_check

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/lesson.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "inheritance.hpp"

namespace copies_and_sharing {

using number = std::int64_t;
using numbers = std::vector<number>;

/// The lesson's ingredient: what a task is sent of the numbers that lie in the
/// share. Where it is sent nothing, it works in the share; else on what it got.
using sender = std::function<numbers(std::span<const number>)>;
numbers send_nothing(std::span<const number> shared);
numbers send_all(std::span<const number> shared);

/// Handing numbers to a worker that looks at the last one, and its answer.
struct hand_over {
  std::uint64_t bytes = 0;          ///< sent through the pipe, each time
  std::chrono::nanoseconds time{};  ///< of the fastest
};

/// The same numbers, handed over in two ways.
struct payload {
  std::uint64_t bytes = 0;
  hand_over copied;
  hand_over shared;  ///< the ingredient
};

/// Who sees what the other one changes, once both have the numbers.
struct sight {
  std::string name;
  bool parent_sees = false;  ///< what its worker changed
  bool worker_sees = false;  ///< what its parent changed
};

/// Many runs in which every worker adds 1 to the same number, which begins at
/// 0. All have come to the addition before anybody finishes it.
struct race {
  std::string name;
  int runs = 0;
  int ended_at_one = 0;      ///< of n additions, n - 1 are lost
  int kept_all = 0;          ///< the number is n in the end
  std::string trouble = {};  ///< why it could not go on; else empty
};

struct evidence {
  int workers = 0;
  std::vector<payload> payloads;  ///< from small to large
  inheritance inherited;
  sight sent;    ///< a copy that went through the pipe
  sight forked;  ///< what a forked worker found in its memory
  sight shared;  ///< the ingredient
  race plain;    ///< the ingredient; read, then write
  race atomic;   ///< the ingredient; both in one step
};

evidence measure(const sender& send, int workers, tandem::scale size);

std::vector<tandem::claim> claims(const evidence& seen);
std::vector<tandem::table> tables(const evidence& seen);
tandem::question_about<evidence> prediction();

}  // namespace copies_and_sharing

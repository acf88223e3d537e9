// How the experiment is told: its tables, and the prediction.
#include <algorithm>

#include "common/timing/span.hpp"
#include "experiment.hpp"

namespace copies_and_sharing {
namespace {

using std::chrono::nanoseconds;

double in_us(nanoseconds span) {
  return tandem::ratio(span, std::chrono::microseconds{1});
}

std::int64_t as_number(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

tandem::table hand_overs(const evidence& seen) {
  tandem::table all{"hand_overs",
                    {{"size", "kB", 0},
                     {"copied: bytes", ""},
                     {"copied in", "us", 0},
                     {"us per MB", "", 0},
                     {"shared: bytes", ""},
                     {"shared in", "us", 0}},
                    {}};
  for (const auto& one : seen.payloads) {
    const double kilobytes = static_cast<double>(one.bytes) / 1e3;
    all.rows.push_back({kilobytes, as_number(one.copied.bytes),
                        in_us(one.copied.time),
                        in_us(one.copied.time) * 1e3 / kilobytes,
                        as_number(one.shared.bytes), in_us(one.shared.time)});
  }
  return all;
}

tandem::table walks(const inheritance& seen) {
  tandem::table all{"inherited",
                    {{"inherited by fork", ""},
                     {"pages", ""},
                     {"page faults", ""},
                     {"ns per page", "", 0}},
                    {}};
  const auto row = [&](const char* name, const walk& one) {
    all.rows.push_back({name, seen.pages, one.faults,
                        tandem::ratio(one.time, nanoseconds{seen.pages})});
  };
  row("before: the parent fills it", seen.first);
  row("the worker reads", seen.reading);
  row("the worker writes", seen.writing);
  row("the worker writes again", seen.again);
  return all;
}

tandem::table sights(const evidence& seen) {
  tandem::table all{"sights",
                    {{"the numbers are", ""},
                     {"parent sees worker's change", ""},
                     {"worker sees parent's", ""}},
                    {}};
  for (const auto* one : {&seen.sent, &seen.forked, &seen.shared}) {
    all.rows.push_back({one->name, one->parent_sees, one->worker_sees});
  }
  return all;
}

tandem::table races(const evidence& seen) {
  tandem::table all{"races",
                    {{"adding 1 in a share", ""},
                     {"processes", ""},
                     {"runs", ""},
                     {"ended at 1", ""},
                     {"lost nothing", ""}},
                    {}};
  for (const auto* one : {&seen.plain, &seen.atomic}) {
    all.rows.push_back(
        {one->name, std::int64_t{seen.workers}, std::int64_t{one->runs},
         std::int64_t{one->ended_at_one}, std::int64_t{one->kept_all}});
  }
  return all;
}

}  // namespace

std::vector<tandem::table> tables(const evidence& seen) {
  return {hand_overs(seen), walks(seen.inherited), sights(seen), races(seen)};
}

tandem::question_about<evidence> prediction() {
  return {{"A worker process looks at an array that it shares with its parent. "
           "Today the array is a thousand times as large as yesterday. How "
           "much more goes through the pipe between the two?",
           {"A thousand times as much",
            "A little more: something for every page", "Not a byte more"},
           "The array is in the memory of both. The pipe says only what is to "
           "be done."},
          [](const evidence& seen) -> std::optional<std::size_t> {
            if (seen.payloads.size() < 2) {
              return {};
            }
            const auto small = seen.payloads.front().shared.bytes;
            const auto large = seen.payloads.back().shared.bytes;
            return large == small ? 2 : large < 100 * small ? 1 : 0;
          }};
}

}  // namespace copies_and_sharing

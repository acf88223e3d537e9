// What is claimed about the evidence.
#include <algorithm>
#include <utility>

#include "common/teaching/judging.hpp"
#include "experiment.hpp"

namespace copies_and_sharing {
namespace {

/// What a frame and the call itself may add.
constexpr std::uint64_t few_bytes = 256;

tandem::claim share_sends_few_bytes(const evidence& seen) {
  const auto bytes =
      seen.payloads.empty()
          ? 0
          : std::ranges::min(seen.payloads, {}, [](const payload& one) {
              return one.shared.bytes;
            }).shared.bytes;
  return tandem::invariant(
      "share_sends_few_bytes",
      "sharing sends the same few bytes, 256 at most, whatever the size; sizes "
      "for which it sent more",
      std::ssize(seen.payloads),
      std::ranges::count_if(seen.payloads,
                            [&](const payload& one) {
                              return one.shared.bytes > bytes ||
                                     bytes > few_bytes;
                            }),
      "sizes");
}

/// Page faults for each page.
tandem::figure per_page(std::int64_t faults, std::int64_t pages) {
  return {static_cast<double>(faults) / static_cast<double>(pages), "a page"};
}

/// A claim about inherited memory, if this system counts page faults at all and
/// has given small pages.
tandem::claim of_pages(const inheritance& seen, tandem::claim judged) {
  return tandem::judge_if(
      seen.pages > 0 && seen.first.faults >= seen.pages,
      "this system does not count a page fault for each page that is made",
      std::move(judged));
}

tandem::claim of_race(const evidence& seen, const race& tried,
                      tandem::claim judged) {
  return tandem::judge_if(seen.workers >= 2,
                          "one worker has nobody to race with",
                          tandem::judge_if(tried.trouble.empty(), tried.trouble,
                                           std::move(judged)));
}

}  // namespace

std::vector<tandem::claim> claims(const evidence& seen) {
  // Between the few faults of a quiet run and one for every page.
  constexpr double half = 0.5;
  const int apart =
      (seen.sent.parent_sees ? 1 : 0) + (seen.sent.worker_sees ? 1 : 0) +
      (seen.forked.parent_sees ? 1 : 0) + (seen.forked.worker_sees ? 1 : 0);
  const int together =
      (seen.shared.parent_sees ? 1 : 0) + (seen.shared.worker_sees ? 1 : 0);
  return {
      tandem::invariant(
          "copy_sends_payload",
          "a copy sends its own size and at most 256 bytes more; sizes for "
          "which it did not",
          std::ssize(seen.payloads),
          std::ranges::count_if(seen.payloads,
                                [](const payload& one) {
                                  return one.copied.bytes < one.bytes ||
                                         one.copied.bytes >
                                             one.bytes + few_bytes;
                                }),
          "sizes"),
      share_sends_few_bytes(seen),
      of_pages(
          seen.inherited,
          tandem::at_most(
              "inherited_reads_are_free",
              "a forked worker reads what it inherited, and nothing is "
              "copied: page faults",
              per_page(seen.inherited.reading.faults, seen.inherited.pages),
              half)),
      of_pages(
          seen.inherited,
          tandem::at_least(
              "inherited_writes_copy",
              "it writes, and each page is copied: page faults",
              per_page(seen.inherited.writing.faults, seen.inherited.pages),
              half)),
      tandem::invariant("copy_keeps_changes_apart",
                        "who has a copy, sent or inherited, sees no change of "
                        "the other; seen all the same",
                        4, apart, "changes"),
      tandem::invariant("share_shows_changes",
                        "parent and worker see each other's changes in the "
                        "share; missed",
                        2, 2 - together, "changes"),
      of_race(
          seen, seen.plain,
          tandem::invariant(
              "share_loses_updates",
              "all read before anybody writes: the number in the share "
              "goes up by 1 in all, not by 1 for each worker; runs that ended "
              "otherwise",
              seen.plain.runs, seen.plain.runs - seen.plain.ended_at_one,
              "runs")),
      of_race(seen, seen.atomic,
              tandem::invariant(
                  "atomic_keeps_updates",
                  "read and written in one step, no addition to the share is "
                  "lost; runs that ended otherwise",
                  seen.atomic.runs, seen.atomic.runs - seen.atomic.kept_all,
                  "runs")),
  };
}

}  // namespace copies_and_sharing

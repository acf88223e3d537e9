#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "experiment.hpp"
#include "tests/catch.hpp"
#include "tests/lessons/verdicts.hpp"

namespace {

using copies_and_sharing::evidence;
using copies_and_sharing::sight;
using tandem::verdict;

/// Evidence in which every claim holds, barely.
evidence good() {
  evidence seen;
  seen.workers = 3;
  for (const std::uint64_t bytes : {1'000U, 1'000'000U}) {
    copies_and_sharing::payload one;
    one.bytes = bytes;
    one.copied.bytes = bytes + 256;
    one.shared.bytes = 256;
    seen.payloads.push_back(one);
  }
  seen.inherited.pages = 10;
  seen.inherited.first.faults = 10;
  seen.inherited.reading.faults = 5;
  seen.inherited.writing.faults = 5;
  seen.shared = {.name = "shared", .parent_sees = true, .worker_sees = true};
  seen.plain = {.name = "plain", .runs = 10, .ended_at_one = 10};
  seen.atomic = {.name = "atomic", .runs = 10, .kept_all = 10};
  return seen;
}

using ids = std::set<std::string>;

ids ids_of(verdict is, const evidence& seen) {
  return tests::ids_of(is, copies_and_sharing::claims(seen));
}

ids violated_after(const std::function<void(evidence&)>& change) {
  auto seen = good();
  change(seen);
  return ids_of(verdict::violated, seen);
}

evidence measured(const copies_and_sharing::sender& send, int workers = 3) {
  return copies_and_sharing::measure(send, workers, tandem::scale::quick);
}

}  // namespace

TEST_CASE("on this machine every claim holds") {
  const auto seen = measured(copies_and_sharing::send_nothing);
  tests::require_no_violation(copies_and_sharing::claims(seen));
  CHECK(seen.payloads.size() == 5);
  CHECK(seen.plain.ended_at_one == seen.plain.runs);
  CHECK(seen.atomic.kept_all == seen.atomic.runs);
  CHECK(copies_and_sharing::prediction().right(seen) == 2);
}

TEST_CASE("a copy in the share's place refutes what is said of the share") {
  const auto seen = measured(copies_and_sharing::send_all);
  CHECK(ids_of(verdict::violated, seen) ==
        ids{"share_sends_few_bytes", "share_shows_changes",
            "share_loses_updates", "atomic_keeps_updates"});
  CHECK(copies_and_sharing::prediction().right(seen) == 0);
}

TEST_CASE("one worker has nobody to race with") {
  const auto seen = measured(copies_and_sharing::send_nothing, 1);
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"share_loses_updates", "atomic_keeps_updates"});
}

TEST_CASE("each claim turns at its bound") {
  CHECK(ids_of(verdict::holds, good()).size() == 8);
  CHECK(violated_after([](evidence& seen) {
          seen.payloads[1].copied.bytes = 999'999;
        }) == ids{"copy_sends_payload"});
  CHECK(violated_after([](evidence& seen) {
          ++seen.payloads[1].copied.bytes;
        }) == ids{"copy_sends_payload"});
  CHECK(violated_after([](evidence& seen) {
          seen.payloads[0].shared.bytes = 255;
        }) == ids{"share_sends_few_bytes"});
  CHECK(violated_after([](evidence& seen) {
          for (auto& one : seen.payloads) {
            one.shared.bytes = 257;
          }
        }) == ids{"share_sends_few_bytes"});
  CHECK(violated_after([](evidence& seen) {
          ++seen.inherited.reading.faults;
        }) == ids{"inherited_reads_are_free"});
  CHECK(violated_after([](evidence& seen) {
          --seen.inherited.writing.faults;
        }) == ids{"inherited_writes_copy"});
  for (auto sight::*const who : {&sight::parent_sees, &sight::worker_sees}) {
    CHECK(violated_after([&](evidence& seen) { seen.sent.*who = true; }) ==
          ids{"copy_keeps_changes_apart"});
    CHECK(violated_after([&](evidence& seen) { seen.forked.*who = true; }) ==
          ids{"copy_keeps_changes_apart"});
    CHECK(violated_after([&](evidence& seen) { seen.shared.*who = false; }) ==
          ids{"share_shows_changes"});
  }
  CHECK(violated_after([](evidence& seen) { --seen.plain.ended_at_one; }) ==
        ids{"share_loses_updates"});
  CHECK(violated_after([](evidence& seen) { --seen.atomic.kept_all; }) ==
        ids{"atomic_keeps_updates"});
}

TEST_CASE("what could not be seen is not judged") {
  auto seen = good();
  seen.inherited.first.faults = 9;  // huge pages, or nobody counts
  seen.inherited.writing.faults = 0;
  seen.plain.trouble = "a worker did not come";
  seen.plain.ended_at_one = 0;
  seen.atomic.runs = 0;
  seen.atomic.kept_all = 0;
  CHECK(ids_of(verdict::violated, seen).empty());
  CHECK(ids_of(verdict::inconclusive, seen) ==
        ids{"inherited_reads_are_free", "inherited_writes_copy",
            "share_loses_updates", "atomic_keeps_updates"});
  seen.payloads = {};
  CHECK(ids_of(verdict::inconclusive, seen).count("share_sends_few_bytes") ==
        1);
  CHECK_FALSE(copies_and_sharing::prediction().right(seen));
}

TEST_CASE("the prediction follows the evidence") {
  auto seen = good();
  CHECK(copies_and_sharing::prediction().right(seen) == 2);
  seen.payloads[1].shared.bytes = 500;
  CHECK(copies_and_sharing::prediction().right(seen) == 1);
  seen.payloads[1].shared.bytes = 256'000;
  CHECK(copies_and_sharing::prediction().right(seen) == 0);
}

// Writes arguments and reads results itself.
#include <atomic>
#include <exception>
#include <mutex>

#include "answer.hpp"

namespace {

std::int64_t sum_of(std::uint64_t begin, std::uint64_t count) {
  const auto all = tandem::shared_array<std::int64_t>::inherited();
  return copies_and_sharing::add_up(all.subspan(begin, count));
}

}  // namespace

std::int64_t copies_and_sharing::sum_in_workers(
    tandem::process_workers& workers, std::span<const std::int64_t> shared) {
  const auto parts = workers.pids().size();
  std::atomic<std::int64_t> sum{0};
  std::mutex lock;
  std::exception_ptr thrown;
  workers.run({.task = tandem::task_of<&sum_of>.offset,
               .count = parts,
               .batch_size = 1,
               .stops_at_failure = true,
               .arguments =
                   [&](std::size_t part, tandem::outgoing& to) {
                     const std::uint64_t begin = shared.size() * part / parts;
                     const std::uint64_t end =
                         shared.size() * (part + 1) / parts;
                     tandem::encode(to, begin);
                     tandem::encode(to, end - begin);
                   },
               .result =
                   [&](std::size_t, tandem::incoming& result) {
                     sum += tandem::decode<std::int64_t>(result);
                   },
               .failure =
                   [&](std::size_t, int, const std::exception_ptr& why) {
                     const std::lock_guard hold{lock};
                     thrown = why;
                   }});
  if (thrown) {
    std::rethrow_exception(thrown);
  }
  return sum;
}

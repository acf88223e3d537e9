// What is claimed about the evidence.
#include <algorithm>
#include <iterator>

#include "experiment.hpp"

namespace loop_on_a_pool {

std::int64_t evidence::disagreements() const {
  std::vector<std::uint64_t> found_once;
  std::int64_t out_of_order = 0;
  for (auto other : {on_pool.seen.found, hash_set.seen.found}) {
    for (std::size_t i = 1; i < other.size(); ++i) {
      out_of_order += other[i] < other[i - 1] ? 1 : 0;
    }
    std::ranges::sort(other);
    std::ranges::set_symmetric_difference(plain.seen.found, other,
                                          std::back_inserter(found_once));
  }
  return std::ssize(found_once) + out_of_order;
}

double evidence::second_list_sent() const {
  const auto all = static_cast<double>(second * sizeof(five)) * workers;
  return static_cast<double>(sent.before + sent.parts -
                             sent.rows * sizeof(five)) /
         all;
}

std::vector<tandem::claim> claims(const evidence& seen) {
  // With every part it would be 4 times and more, with every row thousands.
  constexpr double once_and_little_more = 1.1;
  return {
      tandem::invariant(
          "lists_agree",
          "the loop on a pool and the hash set find the same rows, in the same "
          "order, as the plain loop; rows that they disagree about",
          static_cast<std::int64_t>(seen.first), seen.disagreements(), "rows"),
      tandem::at_most(
          "second_list_once",
          "the second list travels once to each worker, whatever number of "
          "rows it looks for; bytes sent, less the first list, by the bytes of "
          "so many second lists",
          {seen.second_list_sent(), ""}, once_and_little_more),
      tandem::at_least(
          "hash_set_compares_less",
          "a hash set compares a thousand times less often than the loop, even "
          "if each row that it hashes counts as well; comparisons of the loop, "
          "by comparisons and hashes of the hash set",
          {static_cast<double>(seen.plain.seen.compared) /
               static_cast<double>(seen.hash_set.seen.steps()),
           ""},
          1000)};
}

}  // namespace loop_on_a_pool

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace loop_on_a_pool {

/// Some numbers in a row, which are the check's own business: rows can be
/// copied and compared, and nothing else.
class row {
 public:
  /// Whether all numbers are equal. The check counts the calls.
  friend bool operator==(const row& left, const row& right);

 private:
  friend class numbers_of;  // the check's
  std::array<std::int32_t, 5> numbers_{};
};

using rows = std::vector<row>;
using positions = std::vector<std::size_t>;  ///< counted from 0

/// What is sent to a worker: room for two lists of rows and a number, to be
/// used as you like. What you put in travels; what you leave empty costs
/// nothing.
struct parcel {
  rows some{};
  rows more{};
  std::size_t number = 0;
};

/// Worker processes. They have none of the caller's variables: they know what
/// they are sent. What a function leaves in a variable of its process is there
/// for the functions that run in the same process later.
/// Errors   Whatever a pool throws, of whichever type, its call has failed.
class pool {
 public:
  pool() = default;
  pool(const pool&) = delete;
  pool& operator=(const pool&) = delete;
  virtual ~pool() = default;

  /// How many workers there are, 1 or more. Other pools have others.
  [[nodiscard]] virtual int workers() const noexcept = 0;

  /// Sends `sent` to each worker, which runs prepare(sent). A worker ends now
  /// and then, and a new process takes its place: that one is sent what the
  /// last call of initialize was given, and runs that, before anything else.
  /// Source   multiprocessing, Pool(initializer=prepare, initargs=sent).
  virtual void initialize(void (*prepare)(const parcel&),
                          const parcel& sent) = 0;

  /// Sends each parcel to one worker, which runs task(parcel). Whoever is free
  /// takes the next one: a worker may take many, or none. Returns when all are
  /// done.
  /// Shape    n parcels in, n results out, in the order of the parcels.
  /// Source   multiprocessing, Pool.map with chunksize 1.
  virtual std::vector<positions> map(positions (*task)(const parcel&),
                                     const std::vector<parcel>& parcels) = 0;

  /// The same, but the results are in the order in which they are done.
  /// Source   multiprocessing, Pool.imap_unordered.
  virtual std::vector<positions> map_unordered(
      positions (*task)(const parcel&), const std::vector<parcel>& parcels) = 0;
};

/// The positions in `first` of the rows that occur in `second`, found by the
/// workers of `workers`.
/// Shape    Ascending, each one once. Rows may occur several times in either
///          list: of equal rows in `first`, all positions are given, or none.
///          Either list may be empty, and each may be the longer one, by far.
///          A pool may be used again, with other lists; nothing that was sent
///          for one call counts in the next one.
///          In all, what is sent to the workers is at most: `second`, once for
///          each process that is or becomes a worker; `first`, once; and 4096
///          bytes for each of these processes. A row is 20 bytes; a parcel
///          costs some 120 bytes beside its rows.
///          Workers alone compare rows, no more often than the plain loop does:
///          it compares each row of `first` with the rows of `second`, from the
///          front on, as far as the first one that is equal.
///          All parcels go out in one call of map or map_unordered. None makes
///          its worker compare more than first.size() / workers() rows of
///          `first`, rounded up: so every worker can be at it at once.
/// Threads  This process has one thread. Nobody else uses the pool.
/// Errors   What the pool throws, that very exception.
positions occurring(pool& workers, const rows& first, const rows& second);

}  // namespace loop_on_a_pool

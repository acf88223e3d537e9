// Processes that die in mid-write.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <thread>

#include "accidents.hpp"
#include "common/caching/entry_file.hpp"

namespace caching_results {
namespace {

namespace fs = std::filesystem;

constexpr int calls = 3;

/// Whether a file in the store has been begun and not finished.
bool has_unfinished_file(const fs::path& store) {
  std::error_code gone;  // a file may come and go meanwhile
  fs::recursive_directory_iterator one{store, gone};
  for (; !gone && one != fs::recursive_directory_iterator{};
       one.increment(gone)) {
    if (one->path().native().ends_with(tandem::temporary_suffix) &&
        one->file_size(gone) > 0) {
      return true;
    }
  }
  return false;
}

/// Asks for all results, beside a thread that looks what is written to the
/// store: if that is the result of the second call, it ends the process.
std::vector<fitted> ask_all_and_die(const std::vector<double>& alphas,
                                    const setting& here, const keeping& how) {
  const std::jthread killer{[&](const std::stop_token& over) {
    while (!over.stop_requested()) {
      if (calls_in(here.diary).size() == 2 && has_unfinished_file(how.store)) {
        kill(getpid(), SIGKILL);
      }
      std::this_thread::sleep_for(std::chrono::microseconds{100});
    }
  }};
  return ask_all(alphas, here, how, -1);
}

/// Lets one process die, and asks for the results.
void crash_once(crashes& seen, const fs::path& place, bool key_has_arguments) {
  const auto alphas = alphas_from_1(calls);
  const setting here{.diary = place / "diary",
                     .size = std::uint64_t{1024} * 1024};  // 8 MiB
  const keeping how{.store = place / "store",
                    .key_has_arguments = key_has_arguments};
  const auto ending = ending_of_process<ask_all_and_die>(alphas, here, how);
  const bool unfinished = !ending.empty() && has_unfinished_file(how.store);
  const auto begun = static_cast<int>(calls_in(here.diary).size());
  const auto results = ask_all(alphas, here, how, -1);
  const auto computed = static_cast<int>(calls_in(here.diary).size()) - begun;
  // Who had begun a call had kept all before.
  const int may_be_computed = calls - std::max(begun - 1, 0);
  seen.deaths += ending.empty() ? 0 : 1;
  seen.in_mid_write += unfinished ? 1 : 0;
  seen.asked += calls;
  seen.wrong += count_wrong(results, alphas, here.size);
  seen.lost += std::max(computed - may_be_computed, 0);
  if (computed > may_be_computed) {
    // A result and its header. Looked for now, with the disk as it was.
    constexpr std::size_t head = 4'096;
    seen.not_kept = why_not_kept(place, here.size * sizeof(double) + head);
  }
}

}  // namespace

std::string why_not_kept(const fs::path& folder, std::size_t bytes) {
  const auto path = folder / "may be kept";
  try {
    tandem::write_text(path, std::string(bytes, ' '), false);
    const tandem::owned_fd file{open(path.c_str(), O_RDWR | O_CLOEXEC)};
    struct flock all {};
    all.l_type = F_WRLCK;
    if (fcntl(file.get(), F_OFD_SETLK, &all) < 0) {
      throw std::system_error{errno, std::generic_category(), path};
    }
    fs::remove(path);
    return "";
  } catch (const std::system_error& error) {
    std::error_code ignored;
    fs::remove(path, ignored);
    return error.code().message();
  }
}

crashes crash(const fs::path& place, bool key_has_arguments,
              tandem::scale size) {
  const int enough = size == tandem::scale::quick    ? 1
                     : size == tandem::scale::normal ? 3
                                                     : 20;
  crashes seen;
  // Some are faster than the one that is to end them.
  for (int i = 0; seen.in_mid_write < enough && i < 10 * enough; ++i) {
    const auto here = place / "crash";
    fs::create_directory(here);
    crash_once(seen, here, key_has_arguments);
    fs::remove_all(here);
    if (seen.wrong + seen.lost > 0) {
      break;
    }
  }
  return seen;
}

}  // namespace caching_results

// The function whose results are kept. It has a file of its own, since what is
// kept belongs to the content of that file.
#include "fit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <numeric>
#include <system_error>
#include <thread>

#include "common/caching/memory.hpp"
#include "common/workers/child_process.hpp"

namespace caching_results {
namespace {

/// Where calls are counted: one line each, added in one piece.
void note_call(const std::string& diary, double alpha) {
  const tandem::owned_fd file{
      open(diary.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)};
  const auto line = fmt::format("{}\n", alpha);
  if (write(file.get(), line.data(), line.size()) !=
      static_cast<ssize_t>(line.size())) {
    throw std::system_error{errno, std::generic_category(), diary};
  }
}

/// In real life: hours of computing.
fitted fit(double alpha, const setting& here) {
  note_call(here.diary, alpha);
  const auto began = now();
  if (here.dies) {
    kill(getpid(), SIGKILL);
  }
  const auto span = alpha * static_cast<double>(here.unit);
  std::this_thread::sleep_for(
      std::chrono::nanoseconds{static_cast<std::int64_t>(span)});
  std::vector<double> weights(here.size);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = alpha * static_cast<double>(i);
  }
  return {alpha, std::move(weights), getpid(), began};
}

}  // namespace

fitted ask(double alpha, const setting& here, const keeping& how) {
  const tandem::memory store{how.store};
  tandem::cache_options options{.ignore = {1}, .version = how.version};
  if (!how.key_has_arguments) {
    options.ignore = {0, 1};
  }
  const auto kept_fit = store.cache<fit>(options);
  return kept_fit(alpha, here);
}

std::vector<fitted> ask_all(const std::vector<double>& alphas,
                            const setting& here, const keeping& how,
                            int dies_at) {
  std::vector<fitted> all;
  for (const auto alpha : alphas) {
    auto now_here = here;
    now_here.dies = static_cast<int>(all.size()) == dies_at;
    all.push_back(ask(alpha, now_here, how));
  }
  return all;
}

int count_wrong(const std::vector<fitted>& results,
                const std::vector<double>& alphas, std::uint64_t size) {
  int wrong = 0;
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    wrong += results.at(i).is_of(alphas[i], size) ? 0 : 1;
  }
  return wrong;
}

std::vector<double> alphas_from_1(int count) {
  std::vector<double> all(static_cast<std::size_t>(count));
  std::iota(all.begin(), all.end(), 1);
  return all;
}

std::vector<double> calls_in(const std::string& diary) {
  std::ifstream lines{diary};
  std::vector<double> all;
  for (double alpha = 0; lines >> alpha;) {
    all.push_back(alpha);
  }
  return all;
}

bool fitted::is_of(double wanted, std::uint64_t size) const {
  if (alpha != wanted || weights.size() != size) {
    return false;
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] != alpha * static_cast<double>(i)) {
      return false;
    }
  }
  return true;
}

std::int64_t now() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

}  // namespace caching_results

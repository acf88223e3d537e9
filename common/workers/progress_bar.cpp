#include "common/workers/progress_bar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tandem {
namespace {

using duration = progress_bar::duration;

constexpr int width = 79;  // the last column makes some terminals wrap

/// "32 s", "5 min" or "3 h".
std::string roughly(duration time) {
  constexpr double minute = 60;
  constexpr double hour = 60 * minute;
  const double seconds = time.count();
  return seconds < 2 * minute ? fmt::format("{:.0f} s", seconds)
         : seconds < 2 * hour ? fmt::format("{:.0f} min", seconds / minute)
                              : fmt::format("{:.0f} h", seconds / hour);
}

std::string figures(std::size_t done, std::optional<std::size_t> total,
                    duration now) {
  auto text =
      total ? fmt::format("{} of {}", done, *total) : fmt::format("{}", done);
  if (done > 0 && now > duration{0}) {
    const double rate = static_cast<double>(done) / now.count();
    text += fmt::format("  {:.{}f}/s", rate, rate < 10 ? 1 : 0);
    if (total && done < *total) {
      const auto left = static_cast<double>(*total - done);
      text += fmt::format("  {} left", roughly(duration{left / rate}));
    }
  }
  return text;
}

}  // namespace

progress_bar::progress_bar(std::optional<std::size_t> total,
                           std::function<duration()> elapsed,
                           std::function<void(const std::string&)> write)
    : total_{total}, elapsed_{std::move(elapsed)}, write_{std::move(write)} {}

progress_bar::~progress_bar() {
  if (drawn_at_) {
    try {
      write_("\n");
    } catch (...) {  // NOLINT(bugprone-empty-catch): the terminal is gone
    }
  }
}

void progress_bar::draw(std::size_t done, duration now) {
  auto line = figures(done, total_, now);
  const auto room = width - 3 - static_cast<int>(line.size());
  if (total_ && *total_ > 0 && room > 0) {
    const auto part =
        std::min(1.0, static_cast<double>(done) / static_cast<double>(*total_));
    const std::string filled(static_cast<std::size_t>(part * room), '#');
    line = fmt::format("[{:{}}] {}", filled, room, line);
  }
  drawn_at_ = now;
  write_(fmt::format("\r{:{}}", line, width));
}

void progress_bar::note(std::size_t done) {
  constexpr duration pause{0.1};
  const auto now = elapsed_();
  if (!drawn_at_ || now - *drawn_at_ >= pause) {
    draw(done, now);
  }
}

void progress_bar::end(std::size_t done) { draw(done, elapsed_()); }

}  // namespace tandem

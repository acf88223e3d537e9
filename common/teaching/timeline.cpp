#include "common/teaching/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <utility>

#include "common/teaching/table.hpp"
#include "common/timing/span.hpp"

namespace tandem {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t kinds = 4;
constexpr std::array<const char*, kinds> meanings{
    "", "computes", "waits for the lock", "blocked"};

const char* glyph(doing what, glyphs with) {
  constexpr std::array<const char*, kinds> plain{" ", "#", ".", "-"};
  constexpr std::array<const char*, kinds> blocks{" ", "█", "░", "─"};
  const auto i = static_cast<std::size_t>(what);
  return with == glyphs::plain ? plain.at(i) : blocks.at(i);
}

/// What a worker did for most of the time from `begin` to `end`.
doing mostly(const std::vector<stretch>& all, nanoseconds begin,
             nanoseconds end) {
  std::array<nanoseconds, kinds> spent{};
  for (const auto& one : all) {
    spent.at(static_cast<std::size_t>(one.what)) += std::max(
        nanoseconds{0}, std::min(one.end, end) - std::max(one.begin, begin));
  }
  spent[0] = (end - begin) - spent[1] - spent[2] - spent[3];
  const auto* const most = std::max_element(spent.begin(), spent.end());
  return static_cast<doing>(most - spent.begin());
}

std::string legend(const timeline& shown, glyphs with) {
  std::string text;
  for (const auto what : {doing::running, doing::waiting, doing::blocked}) {
    if (shown.most_at_once(what) > 0) {
      text += fmt::format("   {} {}", glyph(what, with),
                          meanings.at(static_cast<std::size_t>(what)));
    }
  }
  return text.empty() ? text : text.substr(3);
}

}  // namespace

timeline::timeline(int workers, std::size_t expected)
    : start_{std::chrono::steady_clock::now()} {
  if (workers < 1) {
    throw std::invalid_argument{fmt::format(
        "a timeline of {} workers; allowed are whole numbers from 1", workers)};
  }
  lanes_.resize(static_cast<std::size_t>(workers));
  for (auto& mine : lanes_) {
    mine.events.reserve(expected);
  }
}

void timeline::note(int worker, doing what) {
  note(worker, what, std::chrono::steady_clock::now());
}

void timeline::note(int worker, doing what,
                    std::chrono::steady_clock::time_point at) {
  lanes_.at(static_cast<std::size_t>(worker)).events.push_back({at, what});
}

nanoseconds timeline::length() const {
  auto last = start_;
  for (const auto& mine : lanes_) {
    last = mine.events.empty() ? last : std::max(last, mine.events.back().at);
  }
  return last - start_;
}

std::vector<stretch> timeline::stretches(int worker) const {
  const auto& events = lanes_.at(static_cast<std::size_t>(worker)).events;
  std::vector<stretch> found;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const nanoseconds end =
        i + 1 < events.size() ? events[i + 1].at - start_ : length();
    if (events[i].what != doing::nothing) {
      found.push_back({events[i].what, events[i].at - start_, end});
    }
  }
  return found;
}

std::vector<timeline::change> timeline::changes(doing what) const {
  std::vector<change> found;
  for (int worker = 0; worker < workers(); ++worker) {
    for (const auto& one : stretches(worker)) {
      if (one.what == what) {
        found.push_back({one.begin, 1});
        found.push_back({one.end, -1});
      }
    }
  }
  // Of one and the same moment the ends come first.
  std::sort(found.begin(), found.end(), [](const change& a, const change& b) {
    return std::pair{a.at, a.by} < std::pair{b.at, b.by};
  });
  return found;
}

int timeline::most_at_once(doing what) const {
  int now = 0;
  int most = 0;
  for (const auto& one : changes(what)) {
    now += one.by;
    most = std::max(most, now);
  }
  return most;
}

nanoseconds timeline::cpu_wanted(double cpus) const {
  double wanted = 0;
  nanoseconds before{0};
  int running = 0;
  for (const auto& one : changes(doing::running)) {
    wanted += std::min<double>(running, cpus) *
              static_cast<double>((one.at - before).count());
    before = one.at;
    running += one.by;
  }
  return nanoseconds{static_cast<std::int64_t>(wanted)};
}

void note_spans(timeline& in, doing what, std::vector<noted_span> spans) {
  std::ranges::sort(spans, {}, &noted_span::begin);
  const auto at = [](std::int64_t moment) {
    return std::chrono::steady_clock::time_point{nanoseconds{moment}};
  };
  std::map<std::int64_t, int> lane_of;
  for (const auto& one : spans) {
    const auto next = static_cast<int>(lane_of.size());
    const auto lane = lane_of.try_emplace(one.worker, next).first->second;
    if (lane < in.workers()) {
      in.note(lane, what, at(one.begin));
      in.note(lane, doing::nothing, at(one.end));
    }
  }
}

glyphs glyphs_of_terminal() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* given = std::getenv(name);
    if (given != nullptr && *given != '\0') {
      std::string value{given};
      std::transform(value.begin(), value.end(), value.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      return value.find("utf-8") != std::string::npos ||
                     value.find("utf8") != std::string::npos
                 ? glyphs::blocks
                 : glyphs::plain;
    }
  }
  return glyphs::plain;
}

std::string draw(const timeline& shown, const std::string& title, glyphs with,
                 const std::string& who, std::size_t width) {
  constexpr std::size_t least_width = 40;
  if (width < least_width) {
    throw std::invalid_argument{
        fmt::format("a picture of {} columns; allowed are {} and more", width,
                    least_width)};
  }
  const auto label = fmt::format("{} {}", who, shown.workers()).size() + 2;
  const auto columns = width - label - 2;
  const auto length = std::max(shown.length(), nanoseconds{1});
  const auto at = [&](std::size_t column) {
    return nanoseconds{length.count() * static_cast<std::int64_t>(column) /
                       static_cast<std::int64_t>(columns)};
  };

  // The legend is as wide in blocks as in plain characters.
  const auto used = title.size() + legend(shown, glyphs::plain).size();
  const auto gap = used + 3 <= width ? std::string(width - used, ' ') : "\n";
  auto text = title + gap + legend(shown, with) + "\n";
  for (int worker = 0; worker < shown.workers(); ++worker) {
    const auto all = shown.stretches(worker);
    text +=
        fmt::format("{:<{}}|", fmt::format("{} {}", who, worker + 1), label);
    for (std::size_t column = 0; column < columns; ++column) {
      text += glyph(mostly(all, at(column), at(column + 1)), with);
    }
    text += "|\n";
  }
  text += fmt::format(
      "{:<{}}0{:>{}}\n", "", label,
      fmt::format("{:.{}f} ms", in_ms(length), in_ms(length) < 10 ? 2 : 0),
      columns + 1);
  return text;
}

}  // namespace tandem

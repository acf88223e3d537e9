#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include "common/workers/delayed.hpp"
#include "common/workers/typed_calls.hpp"

namespace tandem {

template <class T>
inline constexpr auto function_of = nullptr;
template <auto f>
inline constexpr auto function_of<call<f>> = f;

/// A range of calls, as delayed makes them.
template <class T>
concept call_range =
    std::ranges::input_range<T> && is_call<std::ranges::range_value_t<T>>;

/// Says what is wrong with what is no range of calls.
template <class T>
constexpr void demand_calls() {
  static_assert(!is_call<T>,
                "one call is no range of calls: write {delayed<f>(x)}");
  if constexpr (std::ranges::input_range<T>) {
    static_assert(call_range<T>,
                  "this range holds values, not calls: delayed is missing, as "
                  "in parallel{}(numbers | delayed<f>)");
  } else {
    static_assert(is_call<T>,
                  "parallel takes a range of calls, as in parallel{}(numbers | "
                  "delayed<f>)");
  }
}

/// A range of calls, read once.
template <std::ranges::view Calls>
class call_stream {
 public:
  static constexpr auto f = function_of<std::ranges::range_value_t<Calls>>;

  explicit call_stream(Calls calls) { calls_.emplace(std::move(calls)); }

  /// Goes to the next call, which costs something: hence not before it is asked
  /// for.
  /// Returns  false if there is none.
  bool advance() {
    // Nobody asks for calls that were let go.
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access)
    auto& calls = *calls_;
    if (!at_) {
      at_.emplace(std::ranges::begin(calls));
    } else if (*at_ != std::ranges::end(calls)) {
      ++*at_;
    }
    return *at_ != std::ranges::end(calls);
  }
  decltype(auto) current() {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): advance was called
    return **at_;
  }
  /// Destroys the range; nothing is drawn after that.
  void let_go() {
    at_.reset();
    calls_.reset();
  }

 private:
  std::optional<Calls> calls_{};
  std::optional<std::ranges::iterator_t<Calls>> at_{};
};

/// Calls that are drawn from a stream when they are needed, and no sooner. A
/// call goes when it is done.
template <class Stream>
class calls_drawn_from : public results_of<Stream::f> {
 public:
  static constexpr auto f = Stream::f;

  calls_drawn_from(std::shared_ptr<Stream> from, std::size_t first,
                   std::size_t room)
      : results_of<f>{first, room}, from_{std::move(from)} {
    if (room != all_of_them) {
      calls_.resize(room);  // drawing more moves nothing
    }
  }

  std::size_t draw(std::size_t count) override {
    std::size_t came = 0;
    while (came < count && from_->advance()) {
      const auto at = this->size() + came;
      if (at == calls_.size()) {
        calls_.emplace_back();
      }
      calls_[at].emplace(from_->current());
      ++came;
    }
    this->add(came);
    return came;
  }
  void make(std::size_t at) override {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): it is not done yet
    this->end(at).result = call_task<f>(std::move(calls_[at]->arguments));
    calls_[at].reset();
  }
  void encode_arguments(std::size_t at, outgoing& to) const override {
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): it is not done yet
    encode(to, calls_[at]->arguments);
  }
  void forget(std::size_t at) override { calls_[at].reset(); }

 private:
  std::shared_ptr<Stream> from_;
  std::vector<std::optional<call<f>>> calls_{};
};

template <std::ranges::view Calls>
using drawn_calls = calls_drawn_from<call_stream<Calls>>;

}  // namespace tandem

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/workers/call_storage.hpp"
#include "common/workers/delayed.hpp"
#include "common/workers/encoding.hpp"
#include "common/workers/outcome.hpp"
#include "common/workers/pre_dispatch.hpp"

namespace tandem {

/// Calls of `f`, with what became of them.
template <auto f>
class results_of : public call_storage {
 public:
  /// `room`: for how many calls; all_of_them where they are drawn at once,
  /// before any of them runs.
  results_of(std::size_t first, std::size_t room)
      : call_storage{first},
        room_{room},
        ends_(room == all_of_them ? 0 : room) {}  // drawing more moves nothing

  [[nodiscard]] std::size_t size() const override { return drawn_; }
  [[nodiscard]] std::size_t room() const override { return room_ - drawn_; }
  [[nodiscard]] std::uint64_t task() const override {
    return task_of<f>.offset;
  }
  void decode_result(std::size_t at, incoming& from) override {
    if constexpr (std::is_same_v<result_of<f>, nothing>) {
      ends_[at].result = nothing{};
    } else {
      ends_[at].result = decode<result_of<f>>(from);
    }
  }
  void fail(std::size_t at, const std::exception_ptr& why) override {
    ends_[at] = {.result = {}, .failure = why};
  }
  outcome<result_of<f>>& end(std::size_t at) { return ends_[at]; }
  std::vector<outcome<result_of<f>>> take_ends() { return std::move(ends_); }

 protected:
  void add(std::size_t count) {
    drawn_ += count;
    if (room_ == all_of_them) {
      ends_.resize(drawn_);
    }
  }

 private:
  std::size_t room_;
  std::size_t drawn_ = 0;
  std::vector<outcome<result_of<f>>> ends_;
};

/// Calls on each of some inputs, which live elsewhere meanwhile.
template <auto f, class Input>
class calls_on : public results_of<f> {
 public:
  using arguments = arguments_of<f>;

  explicit calls_on(const std::vector<Input>& inputs)
      : results_of<f>{0, inputs.size()}, inputs_{inputs} {
    if constexpr (!std::is_same_v<arguments, Input>) {
      static_assert(std::tuple_size_v<arguments> == 1,
                    "the task takes several arguments: give a std::vector of "
                    "std::tuple of them");
    }
  }

  std::size_t draw(std::size_t count) override {
    const auto came = std::min(count, this->room());
    this->add(came);
    return came;
  }
  void make(std::size_t at) override {
    if constexpr (std::is_same_v<arguments, Input>) {
      this->end(at).result = call_task<f>(inputs_[at]);
    } else {
      this->end(at).result = call_task<f>(arguments{inputs_[at]});
    }
  }
  void encode_arguments(std::size_t at, outgoing& to) const override {
    if constexpr (std::is_same_v<arguments, Input>) {
      encode(to, inputs_[at]);
    } else {
      using only = std::tuple_element_t<0, arguments>;
      if constexpr (std::is_same_v<only, Input>) {
        encode(to, inputs_[at]);
      } else {
        // As in a call: a number does not become a vector of so many elements.
        static_assert(std::is_convertible_v<const Input&, only>,
                      "the task takes an argument of another type than the "
                      "inputs have");
        const only converted = inputs_[at];  // it lives only here
        outgoing encoded;
        encode(encoded, converted);
        to.copy(encoded);
      }
    }
  }

 private:
  const std::vector<Input>& inputs_;
};

}  // namespace tandem

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>

#include "answer.hpp"

// What wrong answers of exercise 17 share: all that is right in them.
namespace spoilt {

/// The rule by its contract; each step can be replaced.
class rule : public batches::batch_rule {
 public:
  [[nodiscard]] std::size_t size() const override { return now; }

  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    if (!counts(tasks)) {
      return;
    }
    smoothed = smooth(in_seconds(took));
    const auto next = choose(*smoothed);
    if (next != now) {
      now = next;
      changed();
    }
  }

 protected:
  [[nodiscard]] virtual bool counts(std::size_t tasks) { return tasks == now; }
  [[nodiscard]] virtual double in_seconds(std::chrono::nanoseconds took) {
    return std::chrono::duration<double>{took}.count();
  }
  [[nodiscard]] virtual double smooth(double took) {
    return smoothed ? 0.8 * *smoothed + 0.2 * took : took;
  }
  [[nodiscard]] virtual std::size_t choose(double time) {
    return is_fast(time) ? grown(time) : is_slow(time) ? shrunk(time) : now;
  }
  [[nodiscard]] virtual bool is_fast(double time) { return time < 0.2; }
  [[nodiscard]] virtual bool is_slow(double time) {
    return time > 2 && now >= 2;
  }
  [[nodiscard]] virtual std::size_t grown(double /*time*/) { return 2 * now; }
  [[nodiscard]] virtual std::size_t shrunk(double time) {
    return std::max<std::size_t>(2 * floor_of(ideal(time)), 1);
  }
  virtual void changed() { smoothed.reset(); }

  [[nodiscard]] double ideal(double time) const {
    return static_cast<double>(now) * (0.2 / time);
  }
  static std::size_t floor_of(double value) {
    return static_cast<std::size_t>(std::floor(value));
  }

  std::size_t now = 1;
  std::optional<double> smoothed{};
};

}  // namespace spoilt

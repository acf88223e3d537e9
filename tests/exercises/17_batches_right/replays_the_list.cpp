// Remembers every batch, and plays all of them from the beginning when asked.
#include <utility>
#include <vector>

#include "answer.hpp"

namespace batches {

class history : public batch_rule {
 public:
  std::size_t size() const override {
    std::size_t now = 1;
    std::vector<double> counted;
    for (const auto& [tasks, took] : all_) {
      if (tasks != now) continue;
      counted.push_back(std::chrono::duration<double>(took).count());
      double smoothed = counted[0];
      for (std::size_t i = 1; i < counted.size(); ++i)
        smoothed = 0.8 * smoothed + 0.2 * counted[i];
      if (smoothed >= 0.2 && (smoothed <= 2 || now < 2)) continue;
      if (smoothed < 0.2) {
        now *= 2;
      } else {
        now =
            static_cast<std::size_t>(static_cast<double>(now) * 0.2 / smoothed);
        now = now ? 2 * now : 1;
      }
      counted.clear();
    }
    return now;
  }
  void completed(std::size_t tasks, std::chrono::nanoseconds took) override {
    all_.emplace_back(tasks, took);
  }

 private:
  std::vector<std::pair<std::size_t, std::chrono::nanoseconds>> all_;
};

std::unique_ptr<batch_rule> make_batch_rule() {
  return std::make_unique<history>();
}

}  // namespace batches

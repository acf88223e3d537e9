#include "common/workers/backend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "common/workers/process_crew.hpp"
#include "common/workers/thread_crew.hpp"

namespace tandem {

void thread_crew::run(running_batch& batch) {
  const nested_scope inside{batch.rules().inside};
  const auto next = [&] {
    if (lock_ == nullptr) {
      return batch.make_next();
    }
    const std::lock_guard hold{*lock_};
    return batch.make_next();
  };
  while (next()) {
  }
}

namespace {

class sequential : public backend {
 public:
  [[nodiscard]] std::string name() const override {
    return "SequentialBackend";
  }
  [[nodiscard]] bool shares_memory() const override { return true; }
  [[nodiscard]] int workers(int) const override { return 1; }
  [[nodiscard]] int level_inside(int level) const override { return level; }
  std::shared_ptr<crew> hire(int) override {
    return std::make_shared<thread_crew>();
  }
};

class threading : public backend {
 public:
  explicit threading(global_lock* lock) : lock_{lock} {}
  [[nodiscard]] std::string name() const override { return "ThreadingBackend"; }
  [[nodiscard]] bool shares_memory() const override { return true; }
  std::shared_ptr<crew> hire(int) override {
    return std::make_shared<thread_crew>(lock_);
  }

 private:
  global_lock* lock_;
};

class multiprocessing : public backend {
 public:
  [[nodiscard]] std::string name() const override {
    return "MultiprocessingBackend";
  }
  [[nodiscard]] bool shares_memory() const override { return false; }
  /// A forked worker starts no threads: calls inside it run one by one.
  [[nodiscard]] int level_inside(int level) const override {
    return std::max(level + 1, 2);
  }
  std::shared_ptr<crew> hire(int workers) override {
    return std::make_shared<process_crew>(workers, start_method::fork);
  }
};

/// Crews that wait for the next call.
class kept_crews {
 public:
  kept_crews() = default;
  kept_crews(const kept_crews&) = delete;
  kept_crews& operator=(const kept_crews&) = delete;
  kept_crews(kept_crews&&) = delete;
  kept_crews& operator=(kept_crews&&) = delete;
  ~kept_crews() = default;

  /// One that nobody uses, or a new one; it comes back when it is let go.
  std::shared_ptr<crew> hire(int workers) {
    auto one = take();
    if (one) {
      one->grow(workers);
    } else {
      one = std::make_unique<process_crew>(workers, start_method::spawn);
    }
    return {one.release(), [this](process_crew* used) { keep(used); }};
  }
  int let_go() {
    std::vector<std::unique_ptr<process_crew>> last;
    {
      const std::lock_guard hold{lock_};
      std::swap(last, idle_);
    }
    int count = 0;
    for (const auto& one : last) {
      count += static_cast<int>(one->pids().size());
    }
    return count;
  }

 private:
  std::unique_ptr<process_crew> take() {
    const std::lock_guard hold{lock_};
    if (idle_.empty()) {
      return {};
    }
    auto last = std::move(idle_.back());
    idle_.pop_back();
    return last;
  }
  void keep(process_crew* used) {
    std::unique_ptr<process_crew> one{used};
    one->resume();
    const std::lock_guard hold{lock_};
    idle_.push_back(std::move(one));
  }

  std::mutex lock_;
  std::vector<std::unique_ptr<process_crew>> idle_;
};

kept_crews& kept() {
  static kept_crews all;
  return all;
}

class loky : public backend {
 public:
  [[nodiscard]] std::string name() const override { return "LokyBackend"; }
  [[nodiscard]] bool shares_memory() const override { return false; }
  std::shared_ptr<crew> hire(int workers) override {
    return kept().hire(workers);
  }
};

}  // namespace

std::shared_ptr<backend> sequential_backend() {
  return std::make_shared<sequential>();
}
std::shared_ptr<backend> threading_backend() {
  return std::make_shared<threading>(nullptr);
}
std::shared_ptr<backend> threading_backend(global_lock& lock) {
  return std::make_shared<threading>(&lock);
}
std::shared_ptr<backend> multiprocessing_backend() {
  return std::make_shared<multiprocessing>();
}
std::shared_ptr<backend> loky_backend() { return std::make_shared<loky>(); }

std::shared_ptr<backend> backend_named(std::string_view name) {
  if (name == "sequential") {
    return sequential_backend();
  }
  if (name == "threading") {
    return threading_backend();
  }
  if (name == "multiprocessing") {
    return multiprocessing_backend();
  }
  if (name == "loky") {
    return loky_backend();
  }
  throw std::invalid_argument{
      fmt::format("backend \"{}\"; allowed are \"loky\", \"multiprocessing\", "
                  "\"threading\" and \"sequential\"",
                  name)};
}

int let_workers_go() { return kept().let_go(); }

}  // namespace tandem

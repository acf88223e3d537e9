#include "common/workers/cpu_count.hpp"

#include <sched.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/catch.hpp"

namespace {

namespace fs = std::filesystem;

/// A folder that stands for "/", with the files of a cgroup of our own.
class fake_root {
 public:
  fake_root() {
    std::string pattern = fs::temp_directory_path() / "tandem_cgroup_XXXXXX";
    path_ = mkdtemp(pattern.data());
  }
  fake_root(const fake_root&) = delete;
  fake_root& operator=(const fake_root&) = delete;
  ~fake_root() { fs::remove_all(path_); }

  fake_root& with(const fs::path& file, const std::string& text) {
    fs::create_directories((path_ / file).parent_path());
    std::ofstream{path_ / file} << text;
    return *this;
  }
  [[nodiscard]] std::optional<double> quota() const {
    return tandem::cgroup_cpu_quota(path_);
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("cgroup v2: the tightest of the group and its ancestors counts") {
  fake_root root;
  root.with("proc/self/cgroup", "0::/course/mine\n")
      .with("sys/fs/cgroup/course/mine/cpu.max", "max 100000\n");
  CHECK_FALSE(root.quota());
  root.with("sys/fs/cgroup/course/cpu.max", "150000 100000\n");
  CHECK(root.quota() == 1.5);
  root.with("sys/fs/cgroup/course/mine/cpu.max", "50000 100000\n");
  CHECK(root.quota() == 0.5);
}

TEST_CASE("cgroup v1: quota and period are two files, -1 is no quota") {
  fake_root root;
  root.with("proc/self/cgroup",
            "4:memory:/x\n2:cpu,cpuacct:/course\n1:cpuset:/\n")
      .with("sys/fs/cgroup/cpu,cpuacct/course/cpu.cfs_quota_us", "-1\n")
      .with("sys/fs/cgroup/cpu,cpuacct/course/cpu.cfs_period_us", "100000\n");
  CHECK_FALSE(root.quota());
  root.with("sys/fs/cgroup/cpu,cpuacct/course/cpu.cfs_quota_us", "200000\n");
  CHECK(root.quota() == 2);
}

TEST_CASE("a file that is missing or malformed sets no limit") {
  fake_root root;
  CHECK_FALSE(root.quota());
  root.with("proc/self/cgroup", "nonsense\n0::/course\n");
  CHECK_FALSE(root.quota());
  for (const auto* text : {"", "lots 100000", "50000", "-5 100000", "5 0"}) {
    root.with("sys/fs/cgroup/course/cpu.max", text);
    INFO(text);
    CHECK_FALSE(root.quota());
  }
}

TEST_CASE("usable is the least of the limits") {
  CHECK(tandem::cpu_limits{8, 4, {}}.usable() == 4);
  CHECK(tandem::cpu_limits{8, 8, 2.5}.usable() == 2.5);
  CHECK(tandem::cpu_limits{2, 4, 3.0}.usable() == 2);
  CHECK(tandem::cpu_limits{2, 1, 0.5}.describe() ==
        "0.5 usable CPUs (2 logical, affinity 1, quota 0.5)");
}

TEST_CASE("affinity is what the thread may run on, not what the machine has") {
  int affinity = 0;
  std::thread pinned{[&] {
    cpu_set_t mask;
    sched_getaffinity(0, sizeof mask, &mask);
    cpu_set_t one;
    CPU_ZERO(&one);
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++cpu) {
      if (CPU_ISSET(cpu, &mask)) {
        CPU_SET(cpu, &one);
      }
    }
    sched_setaffinity(0, sizeof one, &one);
    affinity = tandem::count_cpus().affinity;
  }};
  pinned.join();
  CHECK(affinity == 1);
}

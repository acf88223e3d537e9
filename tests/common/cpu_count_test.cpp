#include "common/workers/cpu_count.hpp"

#include <sched.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
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
  [[nodiscard]] std::optional<double> quota() const { return all().cpus; }
  [[nodiscard]] tandem::cpu_quota all() const {
    return tandem::cgroup_cpu_quota(path_);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Sets TANDEM_MAX_CPU_COUNT for as long as it lives.
class environment_says {
 public:
  explicit environment_says(const char* text) {
    setenv(tandem::max_cpu_count_variable, text, 1);
  }
  environment_says(const environment_says&) = delete;
  environment_says& operator=(const environment_says&) = delete;
  ~environment_says() {
    if (before_) {
      setenv(tandem::max_cpu_count_variable, before_->c_str(), 1);
    } else {
      unsetenv(tandem::max_cpu_count_variable);
    }
  }

 private:
  static std::optional<std::string> current() {
    const char* const text = std::getenv(tandem::max_cpu_count_variable);
    return text == nullptr ? std::nullopt : std::optional<std::string>{text};
  }
  std::optional<std::string> before_ = current();
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

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
    REQUIRE(root.all().ignored.size() == 1);
    CHECK(contains(root.all().ignored.front(),
                   "course/cpu.max is \"" + std::string{text} +
                       "\": ignored, expected a quota"));
  }
}

TEST_CASE("a malformed quota is ignored, the others still count") {
  fake_root root;
  root.with("proc/self/cgroup", "0::/a/b\n")
      .with("sys/fs/cgroup/a/b/cpu.max", "some\tof it, and much more than fits")
      .with("sys/fs/cgroup/a/cpu.max", "50000 25000\n");
  CHECK(root.quota() == 2);
  REQUIRE(root.all().ignored.size() == 1);
  CHECK(contains(root.all().ignored.front(), "\"some?of it, and much"));
  root.with("proc/self/cgroup", "1:cpu:/\n")
      .with("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "0\n")
      .with("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  CHECK_FALSE(root.quota());
  REQUIRE(root.all().ignored.size() == 1);
  CHECK(contains(root.all().ignored.front(), "sys/fs/cgroup/cpu is \"0\""));
}

TEST_CASE("the longest period of the quotas that apply is known") {
  fake_root root;
  root.with("proc/self/cgroup", "0::/a/b\n")
      .with("sys/fs/cgroup/a/b/cpu.max", "10000 20000\n")
      .with("sys/fs/cgroup/a/cpu.max", "300000 200000\n")
      .with("sys/fs/cgroup/cpu.max", "max 900000\n");
  CHECK(root.quota() == 0.5);
  CHECK(root.all().period == std::chrono::milliseconds{200});
}

TEST_CASE("cpu.max: a quota or max, and a period") {
  using tandem::parse_cpu_max;
  CHECK(parse_cpu_max("150000 100000\n").cpus == 1.5);
  CHECK(parse_cpu_max("25000 50000").cpus == 0.5);
  CHECK(parse_cpu_max("25000 50000").period == std::chrono::milliseconds{50});
  CHECK(parse_cpu_max("max 100000\n").understood);
  CHECK_FALSE(parse_cpu_max("max 100000\n").cpus);
  for (const auto* text :
       {"", "max", "max lots", "max 0", "1 2 3", "1.5 2", "0x10 5", "5  6"}) {
    INFO(text);
    CHECK_FALSE(parse_cpu_max(text).understood);
  }
}

TEST_CASE("cfs: a negative quota is none, a quota of zero makes no sense") {
  using tandem::parse_cfs_quota;
  CHECK(parse_cfs_quota("200000\n", "100000\n").cpus == 2);
  CHECK(parse_cfs_quota("-1\n", "100000\n").understood);
  CHECK_FALSE(parse_cfs_quota("-1\n", "100000\n").cpus);
  CHECK_FALSE(parse_cfs_quota("0", "100000").understood);
  CHECK_FALSE(parse_cfs_quota("100000", "").understood);
}

TEST_CASE("the environment allows whole numbers from 1") {
  using tandem::parse_max_cpu_count;
  CHECK(parse_max_cpu_count("1") == 1);
  CHECK(parse_max_cpu_count("64") == 64);
  CHECK(parse_max_cpu_count("99999999999999999999") ==
        std::numeric_limits<int>::max());
  for (const auto* text :
       {"", "abc", "0", "-3", "2.5", "4 CPUs", " 4", "-99999999999999999999"}) {
    INFO(text);
    CHECK_FALSE(parse_max_cpu_count(text));
  }
}

TEST_CASE("a list of CPUs: numbers and ranges") {
  using tandem::parse_cpu_list;
  CHECK(parse_cpu_list("0\n") == std::vector<int>{0});
  CHECK(parse_cpu_list("0-3,8") == std::vector<int>{0, 1, 2, 3, 8});
  for (const auto* text :
       {"", "a", "0-", "-1", "3-1", "0-1-2", "0,,1", "0-99999999999"}) {
    INFO(text);
    CHECK(parse_cpu_list(text).empty());
  }
}

TEST_CASE("CPUs that name the same siblings are one core") {
  fake_root root;
  CHECK_FALSE(tandem::physical_cores(root.path()));
  const fs::path cpus = "sys/devices/system/cpu";
  root.with(cpus / "online", "0-2,5\n")
      .with(cpus / "cpu0/topology/core_cpus_list", "0,2\n")
      .with(cpus / "cpu1/topology/core_cpus_list", "1\n")
      .with(cpus / "cpu2/topology/core_cpus_list", "0,2\n")
      .with(cpus / "cpu3/topology/core_cpus_list", "3\n");
  CHECK_FALSE(tandem::physical_cores(root.path()));  // CPU 5 does not say
  root.with(cpus / "cpu5/topology/thread_siblings_list", "5\n");
  CHECK(tandem::physical_cores(root.path()) == 3);
}

TEST_CASE("the environment is a limit of its own, or is said to be ignored") {
  const fake_root root;
  {
    const environment_says one{"1"};
    const auto limits = tandem::count_cpus(root.path());
    CHECK(limits.environment == 1);
    CHECK(limits.usable() == 1);
    CHECK(limits.ignored.empty());
    CHECK(contains(limits.describe(), "no quota, TANDEM_MAX_CPU_COUNT 1)"));
  }
  for (const auto* text : {"abc", "0", "-3"}) {
    const environment_says nonsense{text};
    const auto limits = tandem::count_cpus(root.path());
    CHECK_FALSE(limits.environment);
    CHECK(contains(limits.describe(),
                   "; TANDEM_MAX_CPU_COUNT is \"" + std::string{text} +
                       "\": ignored, allowed are whole numbers from 1"));
  }
  const environment_says nothing{""};
  CHECK(tandem::count_cpus(root.path()).ignored.empty());
}

TEST_CASE("workers are usable CPUs rounded up, at least one") {
  CHECK(tandem::cpu_limits{8, 4, {}}.workers() == 4);
  CHECK(tandem::cpu_limits{8, 4, 2.0}.workers() == 2);
  CHECK(tandem::cpu_limits{8, 4, 1.1}.workers() == 2);
  CHECK(tandem::cpu_limits{8, 4, 0.01}.workers() == 1);
  CHECK(tandem::cpu_limits{8, 4, 0.0}.workers() == 1);
}

TEST_CASE("usable is the least of the limits") {
  CHECK(tandem::cpu_limits{8, 4, {}}.usable() == 4);
  CHECK(tandem::cpu_limits{8, 8, 2.5}.usable() == 2.5);
  CHECK(tandem::cpu_limits{2, 4, 3.0}.usable() == 2);
  CHECK(tandem::cpu_limits{8, 8, 2.5, {}, 2}.usable() == 2);
  CHECK(tandem::cpu_limits{8, 8, {}, 4, {}}.usable() == 8);  // cores: no limit
  CHECK(tandem::cpu_limits{2, 1, 0.5}.describe() ==
        "0.5 usable CPUs (2 logical, affinity 1, quota 0.5)");
  CHECK(tandem::cpu_limits{2, 1, {}, 2}.describe() ==
        "1 usable CPU (2 logical, 2 physical, affinity 1, no quota)");
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

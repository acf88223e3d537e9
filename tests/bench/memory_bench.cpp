// What `memory` costs, beside peers in the same run:
//   memory_bench [PYTHON memory_peers.py]
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "common/caching/memory.hpp"
#include "tests/bench/beside.hpp"

namespace {

namespace fs = std::filesystem;

constexpr int calls = 2'000;

double half(int x) { return 0.5 * x; }
std::vector<double> numbers(std::size_t count) {
  std::vector<double> all(count, 0.5);
  return all;
}

/// A folder that is gone at the end.
struct scratch {
  scratch() {
    std::string name = fs::temp_directory_path() / "memory_bench_XXXXXX";
    path = mkdtemp(name.data());
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() { fs::remove_all(path); }
  fs::path path;
};

/// The files of all results.
std::vector<std::string> results_in(const fs::path& store) {
  std::vector<std::string> all;
  for (const auto& each : fs::recursive_directory_iterator{store}) {
    if (each.path().filename() == "output.bin") {
      all.push_back(each.path().string());
    }
  }
  return all;
}

/// Opens, reads and closes each file.
void read_plainly(const std::vector<std::string>& files) {
  std::array<char, 4'096> room{};
  for (const auto& file : files) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (read(descriptor, room.data(), room.size()) <= 0) {
      std::abort();
    }
    close(descriptor);
  }
}

/// Makes what a miss makes, a folder with two files, of the same sizes.
void write_plainly(const fs::path& folder) {
  const auto write = [&](const char* name, std::size_t size) {
    const std::array<char, 256> bytes{};
    const int descriptor =
        open((folder / name).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (::write(descriptor, bytes.data(), size) < 0) {
      std::abort();
    }
    close(descriptor);
  };
  mkdir(folder.c_str(), 0777);
  write("metadata.json", 208);
  write("output.bin.part", 72);
  std::rename((folder / "output.bin.part").c_str(),
              (folder / "output.bin").c_str());
}

void small_results(const std::vector<double>& joblib) {
  const scratch folder;
  const tandem::memory store{folder.path};
  const auto kept = store.cache<half>();
  int next = 0;
  const auto missed = [&] {
    for (int i = 0; i < calls; ++i) {
      kept(next++);
    }
  };
  int made = 0;
  const scratch plain;
  const auto [all_missed, bare_files] = bench::medians_us(missed, [&] {
    for (int i = 0; i < calls; ++i) {
      write_plainly(plain.path / std::to_string(made++));
    }
  });
  const double miss = all_missed / calls;
  bench::row("a miss", miss, bare_files / calls, "its folder, its two files");
  const auto hit = [&] {
    for (int i = 0; i < calls; ++i) {
      kept(i);
    }
  };
  auto files = results_in(folder.path);
  files.resize(calls);
  const auto [ours, plainly] =
      bench::medians_us(hit, [&] { read_plainly(files); });
  bench::row("a hit", ours / calls, plainly / calls, "open, read, close");
  const auto one = [&] {
    for (int i = 0; i < calls; ++i) {
      kept(7);
    }
  };
  const auto [same, plain_one] = bench::medians_us(one, [&] {
    for (int i = 0; i < calls; ++i) {
      read_plainly({files[0]});
    }
  });
  bench::row("a hit, always the same", same / calls, plain_one / calls,
             "open, read, close");
  const auto nowhere = tandem::memory{""}.cache<half>();
  const auto [off, direct] = bench::medians_us(
      [&] {
        for (int i = 0; i < calls; ++i) {
          nowhere(i);
        }
      },
      [&] {
        for (int i = 0; i < calls; ++i) {
          half(i);
        }
      });
  bench::row("no location", off / calls, direct / calls, "the function");
  if (joblib.size() >= 2) {
    bench::row("a hit", ours / calls, joblib[0] * 1e6, "joblib, a hit");
    bench::row("a miss", miss, joblib[1] * 1e6, "joblib, a miss");
  }
  const auto careful =
      tandem::memory{folder.path / "synced", {.synced = true}}.cache<half>();
  constexpr int few = 20;
  bench::row("a miss, synced", bench::median_us([&] {
                                 for (int i = 0; i < few; ++i) {
                                   careful(next++);
                                 }
                               }) / few,
             miss, "not synced");
}

void large_result() {
  const scratch folder;
  const tandem::memory store{folder.path};
  const auto kept = store.cache<numbers>();
  constexpr std::size_t megabytes_64 =
      (std::size_t{64} << 20U) / sizeof(double);
  kept(megabytes_64);
  const auto cat =
      fmt::format("cat {} > /dev/null", results_in(folder.path)[0]);
  const auto run = [&] {
    if (std::system(cat.c_str()) != 0) {
      std::abort();
    }
  };
  const auto [ours, theirs] =
      bench::medians_us([&] { kept(megabytes_64); }, run);
  bench::row("a hit of 64 MB", ours, theirs, "cat");
}

void many_entries() {
  constexpr int many = 100'000;
  const scratch folder;
  const tandem::memory store{folder.path};
  const auto kept = store.cache<half>();
  const auto hit = [&] {
    for (int i = 0; i < calls; ++i) {
      kept(i);
    }
  };
  hit();
  const double few = bench::median_us(hit) / calls;
  for (int i = 0; i < many; ++i) {
    kept(i);
  }
  hit();
  bench::row("a hit among 100 000", bench::median_us(hit) / calls, few,
             "among 2000");
  constexpr double two_seconds = 2e6;
  bench::row("reduce_size, nothing to remove",
             bench::us_of([&] { store.reduce_size({.items = many}); }),
             two_seconds, "the limit");
  bench::row("reduce_size to 90 000",
             bench::us_of([&] { store.reduce_size({.items = 90'000}); }),
             two_seconds, "the limit");
  bench::row("reduce_size from 90 000 to 1000",
             bench::us_of([&] { store.reduce_size({.items = 1'000}); }),
             two_seconds, "the limit");
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a failed benchmark may end so
int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it takes a while
  bench::head();
  small_results(argc > 2
                    ? bench::seconds_of(fmt::format("{} {}", argv[1], argv[2]))
                    : std::vector<double>{});
  large_result();
  many_entries();
}

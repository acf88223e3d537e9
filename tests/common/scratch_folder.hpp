#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace tests {

/// A folder of the test's own, gone at its end.
class scratch_folder {
 public:
  scratch_folder() {
    auto name =
        (std::filesystem::temp_directory_path() / "tandem_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error{"there is no folder for this test"};
    }
    path_ = name;
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  scratch_folder(scratch_folder&&) = delete;
  scratch_folder& operator=(scratch_folder&&) = delete;
  ~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// All files below it that are called so.
  [[nodiscard]] std::vector<std::filesystem::path> files_called(
      const std::string& name) const {
    std::vector<std::filesystem::path> all;
    for (const auto& each :
         std::filesystem::recursive_directory_iterator{path_}) {
      if (each.path().filename() == name) {
        all.push_back(each.path());
      }
    }
    return all;
  }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline void write_content(const std::filesystem::path& path,
                          const std::string& content) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file << content;
}

/// What `action` writes to a descriptor, as STDERR_FILENO.
inline std::string written_to(int descriptor,
                              const std::function<void()>& action) {
  const scratch_folder folder;
  const auto path = folder.path() / "written";
  std::fflush(nullptr);
  const int before = dup(descriptor);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  dup2(file, descriptor);
  close(file);
  const auto restore = [&] {
    std::fflush(nullptr);
    dup2(before, descriptor);
    close(before);
  };
  try {
    action();
  } catch (...) {
    restore();
    throw;
  }
  restore();
  return content_of(path);
}

inline std::ptrdiff_t lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace tests

// A struct of sums before the result, as it lies in memory. Looks again after
// it has computed: who was faster has kept the same, and need not be replaced.
#include <array>
#include <cstring>
#include <numeric>

#include "answer.hpp"

using caching_results::bytes;
using caching_results::checksum;
using caching_results::folder;
using caching_results::request;

namespace {

struct header {
  std::array<char, 32> call;
  std::array<char, 32> version;
  std::array<char, 32> result;
  friend bool operator==(const header&, const header&) = default;
};

std::array<char, 32> sum_as_array(const checksum& sum_of, const bytes& part) {
  std::array<char, 32> all{};
  sum_of(part).copy(all.data(), all.size());
  return all;
}

class entry {
 public:
  entry(const request& wanted, folder& files, const checksum& sum_of)
      : wanted_{wanted},
        files_{files},
        sum_of_{sum_of},
        call_{std::accumulate(wanted.arguments.begin(), wanted.arguments.end(),
                              wanted.function + "(",
                              [&](const bytes& before, const bytes& argument) {
                                return before + sum_of(argument);
                              })},
        name_{sum_of(call_)} {}

  [[nodiscard]] std::optional<bytes> look() const noexcept try {
    const auto file = files_.read(name_);
    if (!file || file->size() < sizeof(header)) {
      return {};
    }
    header seen{};
    std::memcpy(&seen, file->data(), sizeof seen);
    auto result = file->substr(sizeof seen);
    return seen == head(result) ? std::optional{result} : std::nullopt;
  } catch (...) {
    return {};
  }

  void put(const bytes& result) const noexcept {
    const auto begun = files_.unused_name();
    try {
      const auto first = head(result);
      bytes all(sizeof first, '\0');
      std::memcpy(all.data(), &first, sizeof first);
      files_.write(begun, all + result);
      files_.rename(begun, name_);
    } catch (...) {
      try {
        files_.remove(begun);
      } catch (...) {
        return;
      }
    }
  }

 private:
  [[nodiscard]] header head(const bytes& result) const {
    return {sum_as_array(sum_of_, call_),
            sum_as_array(sum_of_, wanted_.version),
            sum_as_array(sum_of_, result)};
  }

  const request& wanted_;
  folder& files_;
  const checksum& sum_of_;
  bytes call_;
  std::string name_;
};

}  // namespace

bytes caching_results::cached(const request& wanted, folder& files,
                              const checksum& sum_of) {
  const entry its{wanted, files, sum_of};
  if (auto found = its.look()) {
    return *found;
  }
  auto result = wanted.compute();
  if (!its.look()) {
    its.put(result);
  }
  return result;
}

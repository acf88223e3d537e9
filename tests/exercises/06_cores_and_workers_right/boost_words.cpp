// Boost's words: split, lexical conversion without exceptions, a big integer
// for the whole mask, a rational quota.
#include "answer.hpp"

#include <algorithm>
#include <boost/algorithm/string.hpp>
#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <boost/optional.hpp>
#include <boost/rational.hpp>
#include <vector>

namespace {

using boost::multiprecision::cpp_int;

boost::optional<long> quota(const std::string& cpu_max) {
  std::vector<std::string> words;
  boost::split(words, boost::trim_copy(cpu_max), boost::is_space());
  long micros = 0, period = 0;
  if (words.size() != 2 ||
      !boost::conversion::try_lexical_convert(words[0], micros) ||
      !boost::conversion::try_lexical_convert(words[1], period))
    return boost::none;
  const boost::rational<long> cpus{micros, period};
  const auto whole = boost::rational_cast<long>(cpus);
  return cpus == whole ? whole : whole + 1;
}

boost::optional<long> variable(const std::optional<std::string>& text) {
  long number = 0;
  if (!text || !boost::all(*text, boost::is_digit()) ||
      !boost::conversion::try_lexical_convert(*text, number) || number == 0)
    return boost::none;
  return number;
}

}  // namespace

int cores_and_workers::usable_workers(const raw_limits& raw) {
  cpp_int mask{"0x" + boost::erase_all_copy(raw.cpus_allowed, ",")};
  long least = 0;
  for (; mask != 0; mask &= mask - 1) ++least;
  for (const auto& limit : {quota(raw.cpu_max), variable(raw.max_cpu_count)})
    least = limit ? std::min(least, *limit) : least;
  if (raw.jobs < static_cast<std::size_t>(least))
    least = static_cast<long>(raw.jobs);
  return static_cast<int>(std::max(least, 1L));
}

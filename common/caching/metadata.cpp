#include "common/caching/metadata.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/version.hpp>
#include <ctime>
#include <utility>

namespace tandem {

std::string metadata_text(const call_metadata& about) {
  const std::chrono::duration<double> seconds = about.took;
  const boost::json::object all{
      {"function", about.function},
      {"type", about.type},
      {"arguments", about.arguments},
      {"duration", seconds.count()},
      {"time",
       fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)))},
      {"code_version", about.code_version},
      {"compiler", __VERSION__},
      {"boost", BOOST_LIB_VERSION}};
  return boost::json::serialize(all) + "\n";
}

}  // namespace tandem

#include "common/workers/job_log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <memory>
#include <ostream>

namespace tandem {

struct job_log::state {
  explicit state(std::ostream& to)
      : log{"jobs", std::make_shared<spdlog::sinks::ostream_sink_mt>(to)} {
    log.set_pattern("process %P  thread %t  %v");
  }
  spdlog::logger log;
};

job_log::job_log(std::ostream& to) : state_{std::make_unique<state>(to)} {}

job_log::~job_log() = default;

// The text is handed over as it is: braces in it are no places to fill in.
void job_log::note(const std::string& text) {
  state_->log.log(spdlog::level::info, spdlog::string_view_t{text});
}

}  // namespace tandem

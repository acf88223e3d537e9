#include "common/timing/stopwatch.hpp"

#include <sys/resource.h>

#include <ctime>

#include "common/timing/span.hpp"

namespace tandem {
namespace {

std::chrono::nanoseconds from_timeval(const timeval& t) {
  return std::chrono::seconds{t.tv_sec} + std::chrono::microseconds{t.tv_usec};
}

cpu_time cpu_of(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return {from_timeval(usage.ru_utime), from_timeval(usage.ru_stime)};
}

elapsed_time read_all() {
  timespec wall{};
  clock_gettime(CLOCK_MONOTONIC, &wall);
  return {as_duration(wall), cpu_of(RUSAGE_SELF), cpu_of(RUSAGE_CHILDREN)};
}

cpu_time plus_span(const cpu_time& sum, const cpu_time& from,
                   const cpu_time& to) {
  return {sum.user + to.user - from.user, sum.system + to.system - from.system};
}

elapsed_time plus_span(const elapsed_time& sum, const elapsed_time& from,
                       const elapsed_time& to) {
  return {sum.wall + to.wall - from.wall,
          plus_span(sum.self, from.self, to.self),
          plus_span(sum.children, from.children, to.children)};
}

}  // namespace

void stopwatch::start() {
  counted_ = {};
  running_ = true;
  since_ = read_all();
}

void stopwatch::stop() {
  if (running_) {
    counted_ = plus_span(counted_, since_, read_all());
    running_ = false;
  }
}

void stopwatch::resume() {
  if (!running_) {
    running_ = true;
    since_ = read_all();
  }
}

elapsed_time stopwatch::elapsed() const {
  return running_ ? plus_span(counted_, since_, read_all()) : counted_;
}

}  // namespace tandem

#include "common/teaching/signal_words.hpp"

#include <csignal>

#include "tests/catch.hpp"

TEST_CASE("signals have names, and some have a reason") {
  CHECK(tandem::signal_name(SIGSEGV) == "SIGSEGV");
  CHECK(tandem::signal_name(64) == "signal 64");
  CHECK_THAT(tandem::why_signal(SIGSEGV), tests::contains("pointer"));
  CHECK(tandem::why_signal(SIGUSR1).empty());
}

TEST_CASE("what kills from outside is told from a mistake") {
  CHECK(tandem::comes_from_outside(SIGKILL));
  CHECK_FALSE(tandem::comes_from_outside(SIGSEGV));
  CHECK_FALSE(tandem::comes_from_outside(SIGABRT));
}

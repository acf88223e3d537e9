// Lets a fixture act: what is judged is whether its threads race.

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"

TEST_CASE_METHOD(tandem::probe, "act") { races::answer(); }

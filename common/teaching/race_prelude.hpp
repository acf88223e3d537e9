#pragma once

// Comes before all else in what is built with ThreadSanitizer.

#include <version>

// From version 13 on libstdc++ takes half of the steady waits away from its
// timed mutexes here, and then `try_lock_until` does not even compile. We need
// none of that: race_mends.cpp makes them visible.
#ifdef _GLIBCXX_USE_PTHREAD_MUTEX_CLOCKLOCK
#undef _GLIBCXX_USE_PTHREAD_MUTEX_CLOCKLOCK
// NOLINTNEXTLINE(bugprone-reserved-identifier): the library's own name
#define _GLIBCXX_USE_PTHREAD_MUTEX_CLOCKLOCK 1
#endif

#pragma once

#include <string>

namespace tandem {

/// "SIGSEGV", or "signal 64" where it has no name.
std::string signal_name(int number);

/// By what mistake a program gets this signal; empty where that is not known.
std::string why_signal(int number);

/// Signals that a person or the kernel sends; no mistake in an answer does.
bool comes_from_outside(int number);

}  // namespace tandem

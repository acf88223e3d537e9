#pragma once

namespace tandem {

/// While one lives, Ctrl-C says that calls were running, and ends the process
/// as it does without that; its workers end with it. A program that handles
/// Ctrl-C itself goes on doing so.
/// Threads  any.
class interrupt_message {
 public:
  interrupt_message();
  interrupt_message(const interrupt_message&) = delete;
  interrupt_message& operator=(const interrupt_message&) = delete;
  interrupt_message(interrupt_message&&) = delete;
  interrupt_message& operator=(interrupt_message&&) = delete;
  ~interrupt_message();
};

}  // namespace tandem

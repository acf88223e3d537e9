#include "common/teaching/probe_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <sstream>
#include <vector>

namespace tandem {
namespace {

// A message: its kind, its text, a zero. Fields of a text are separated by an
// ASCII unit separator.
constexpr char begin_message = 'B';
constexpr char wrong_message = 'W';
constexpr char race_message = 'R';
constexpr char not_started_message = 'T';
constexpr char not_judged_message = 'I';
constexpr char fault_message = 'F';
constexpr char end_message = 'E';
constexpr char field_separator = '\x1f';

std::vector<std::string> fields_of(const std::string& text) {
  std::vector<std::string> fields;
  std::istringstream stream{text};
  for (std::string field; std::getline(stream, field, field_separator);) {
    fields.push_back(field);
  }
  fields.resize(3);
  return fields;
}

mismatch mismatch_of(const std::string& text) {
  const auto fields = fields_of(text);
  return {fields[0], fields[1], fields[2]};
}

/// Nothing that would move a terminal's cursor or end a message early.
std::string printable(std::string text) {
  for (char& letter : text) {
    const bool control =
        static_cast<unsigned char>(letter) < ' ' || letter == '\x7f';
    letter = control && letter != '\n' ? '?' : letter;
  }
  return text;
}

}  // namespace

probe_log::probe_log(int fd) : fd_{fd}, owner_{getpid()} {}

void probe_log::begin(const std::string& probe) { send(begin_message, probe); }

void probe_log::wrong(const mismatch& what) {
  any_wrong_ = true;
  send(wrong_message, what);
}

void probe_log::race(const mismatch& what) { send(race_message, what); }

void probe_log::not_started(const std::string& part) {
  send(not_started_message, printable(part));
}

void probe_log::not_judged(const std::string& reason) {
  send(not_judged_message, printable(reason));
}

void probe_log::fault(const std::string& what) { send(fault_message, what); }

void probe_log::end() { send(end_message, ""); }

int probe_log::keep_over_exec() const {
  fcntl(fd_, F_SETFD, 0);
  return fd_;
}

void probe_log::send(char kind, const mismatch& what) {
  send(kind, printable(what.expected) + field_separator + printable(what.saw) +
                 field_separator + printable(what.why));
}

void probe_log::send(char kind, const std::string& text) {
  findings_ += kind != begin_message && kind != end_message ? 1 : 0;
  if (getpid() != owner_) {
    return;
  }
  std::string message = kind + text;
  message.push_back('\0');
  for (std::size_t sent = 0; sent < message.size();) {
    const auto wrote = write(fd_, message.data() + sent, message.size() - sent);
    if (wrote < 0 && errno != EINTR) {
      return;  // nobody listens any more
    }
    sent += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
  }
}

void probe_messages::take(std::string_view bytes) {
  unread_ += bytes;
  for (auto end = unread_.find('\0'); end != std::string::npos;
       end = unread_.find('\0')) {
    if (end > 0) {
      understand(unread_[0], unread_.substr(1, end - 1));
    }
    unread_.erase(0, end + 1);
  }
}

void probe_messages::understand(char kind, const std::string& text) {
  switch (kind) {
    case begin_message:
      probe = text;
      probe_began = std::chrono::steady_clock::now();
      ++probes;
      break;
    case wrong_message:
      if (!wrong) {
        wrong = mismatch_of(text);
      }
      break;
    case race_message:
      if (!race) {
        race = mismatch_of(text);
      }
      break;
    case not_started_message:
      not_started = text;
      ++to_do;
      break;
    case not_judged_message:
      not_judged = probe + ": " + text;
      break;
    case fault_message:
      fault = text;
      break;
    case end_message:
      ended = true;
      break;
    default:
      break;
  }
}

}  // namespace tandem

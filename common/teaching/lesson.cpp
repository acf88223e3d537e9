#include "common/teaching/lesson.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>

#include "common/teaching/judging.hpp"
#include "common/workers/cpu_count.hpp"

namespace tandem {
namespace {

namespace json = boost::json;

constexpr std::size_t page_width = 80;
constexpr int most_workers = 256;
constexpr int bad_usage = 2;
constexpr int cannot_be_judged = 77;

std::string name_of(scale size) {
  switch (size) {
    case scale::quick:
      return "quick";
    case scale::normal:
      return "normal";
    case scale::full:
      break;
  }
  return "full";
}

std::string machine_name() {
  utsname system{};
  uname(&system);
  return fmt::format("{} {}, {}", system.sysname, system.release,
                     system.machine);
}

/// On Ctrl-C: one line, whatever runs, and the end that the signal means.
/// Workers say nothing; they end with this process.
void end_interrupted(int number) {
  constexpr std::string_view line = "\ninterrupted\n";
  (void)!write(STDERR_FILENO, line.data(), line.size());
  std::signal(number, SIG_DFL);
  std::raise(number);
}

// --- reading the options ---------------------------------------------------

/// Reads the command line; an exit code where there is nothing to run.
std::optional<int> read_options(const lesson& about, int argc, char** argv,
                                lesson_options& chosen) {
  CLI::App app{fmt::format("{}\n{}", about.title, about.opening), about.name};
  bool quick = false;
  bool full = false;
  auto* quick_flag = app.add_flag("--quick", quick, "at most half a second");
  app.add_flag("--full", full, "as large as in the Python notebook")
      ->excludes(quick_flag);
  app.add_flag("--break", chosen.broken,
               about.to_break + ", and see a claim refuted");
  auto* predict =
      app.add_flag("--predict", chosen.predict, "say first what you expect");
  app.add_flag("--json", chosen.json, "print one JSON document")
      ->excludes(predict);
  const auto* workers =
      app.add_option("--workers", chosen.workers,
                     about.workers == 0
                         ? "changes nothing: this lesson has no workers"
                         : fmt::format("how many workers, {} if not given",
                                       about.workers))
          ->check(CLI::Range(1, most_workers));
  app.add_option("--timeline", chosen.timeline_file,
                 about.has_pictures
                     ? "write the picture to this file as well"
                     : "not allowed: this lesson has no picture");
  try {
    app.parse(argc, argv);
    if (!chosen.timeline_file.empty() && !about.has_pictures) {
      throw CLI::ValidationError{"--timeline", "this lesson has no picture"};
    }
  } catch (const CLI::CallForHelp&) {
    std::cout << app.help();
    return 0;
  } catch (const CLI::ParseError& error) {
    std::string given;
    for (int i = 1; i < argc; ++i) {
      given += fmt::format(" {}", argv[i]);
    }
    std::cerr << fmt::format(
        "{}: {}\n"
        "given:  {}\n"
        "allowed: [--quick | --full] [--break] [--predict | --json]\n"
        "         [--workers N]{}, N from 1 to {}\n",
        about.name, error.what(), given,
        about.has_pictures ? " [--timeline FILE]" : "", most_workers);
    return bad_usage;
  }
  if (workers->count() > 0 && about.workers == 0) {
    std::cerr << about.name << " has no workers; --workers changes nothing.\n";
  }
  if (workers->count() == 0) {
    chosen.workers = about.workers;
  }
  chosen.size = quick ? scale::quick : full ? scale::full : scale::normal;
  if (chosen.predict && isatty(STDIN_FILENO) == 0) {
    std::cerr << about.name
              << ": --predict asks you a question, so it needs a terminal\n";
    return bad_usage;
  }
  return {};
}

// --- telling a person ------------------------------------------------------

class painter {
 public:
  painter()
      : colour_{isatty(STDOUT_FILENO) != 0 &&
                std::getenv("NO_COLOR") == nullptr} {}

  [[nodiscard]] std::string bold(const std::string& text) const {
    return paint(text, "1");
  }
  [[nodiscard]] std::string verdict_word(verdict is) const {
    const char* colour = is == verdict::holds      ? "32"
                         : is == verdict::violated ? "31"
                                                   : "33";
    return paint(fmt::format("{:<12}", to_string(is)), colour);
  }

 private:
  [[nodiscard]] std::string paint(const std::string& text,
                                  const char* code) const {
    return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  bool colour_;
};

/// Asks until it gets the number of an option; empty at the end of input.
std::optional<std::size_t> ask(const question& asked) {
  std::cout << "\nBefore it runs: " << wrap(asked.asks, page_width, 16) << "\n";
  for (std::size_t i = 0; i < asked.options.size(); ++i) {
    std::cout << fmt::format("  {}  {}\n", i + 1,
                             wrap(asked.options[i], page_width, 5));
  }
  for (;;) {
    std::cout << fmt::format("Your guess, 1 to {}: ", asked.options.size())
              << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) {
      return {};
    }
    for (std::size_t i = 0; i < asked.options.size(); ++i) {
      if (line == std::to_string(i + 1)) {
        return i;
      }
    }
  }
}

void tell_prediction(const question& asked, std::size_t guess,
                     std::optional<std::size_t> right) {
  const auto line = [](const char* label, const std::string& text) {
    std::cout << fmt::format("{:<10}{}\n", label, wrap(text, page_width, 10));
  };
  line("you said", asked.options[guess]);
  line("measured", right ? asked.options[*right]
                         : std::string{"could not be measured here"});
  line("why", asked.why);
  std::cout << "\n";
}

void tell_claims(const std::vector<claim>& claims, const painter& paint) {
  constexpr std::size_t indent = 14;
  for (const auto& said : claims) {
    const auto figure = describe_figure(said);
    const auto sentence = fmt::format("{}: {}{}{}", said.id, said.says,
                                      figure.empty() ? "" : ": ", figure);
    std::cout << paint.verdict_word(said.is) << "  "
              << wrap(sentence, page_width, indent) << "\n";
    if (said.is != verdict::holds && !said.evidence.empty()) {
      std::cout << said.evidence;
    }
  }
}

void tell_a_person(const lesson& about, const lesson_options& chosen,
                   const findings& found, const painter& paint,
                   std::optional<std::size_t> guess) {
  for (const auto& shown : found.tables) {
    std::cout << to_text(shown, page_width) << "\n";
  }
  for (const auto& picture : found.pictures) {
    std::cout << picture << "\n";
  }
  if (guess) {
    tell_prediction(about.prediction, *guess, found.right_option);
  }
  tell_claims(found.claims, paint);
  std::cout << "\n";
  const auto next = [](const std::string& what, const std::string& how) {
    std::cout << fmt::format("{:<24}{}\n", what + ":", how);
  };
  if (chosen.broken) {
    next("Put it right again", "build/lessons/" + about.name);
  } else {
    next(about.to_break, "build/lessons/" + about.name + " --break");
  }
  next("Write it yourself", "exercises/" + about.name + "/README.md");
}

/// Writes the pictures to the file of --timeline.
class timeline_file {
 public:
  /// Errors   std::invalid_argument if the file cannot be written.
  explicit timeline_file(const std::string& name) : name_{name} {
    if (!name.empty()) {
      file_.open(name);
      check();
    }
  }
  void write(const std::vector<std::string>& pictures) {
    for (const auto& picture : pictures) {
      file_ << picture << "\n";
    }
    if (file_.is_open()) {
      file_.close();
      check();
    }
  }

 private:
  void check() const {
    if (!file_) {
      throw std::invalid_argument{
          fmt::format("--timeline: \"{}\" cannot be written: {}; allowed is "
                      "the name of a file in a folder that is there",
                      name_, std::strerror(errno))};
    }
  }
  std::string name_;
  std::ofstream file_;
};

// --- telling a program -----------------------------------------------------

json::value to_json(const cell& value) {
  return std::visit([](const auto& v) { return json::value(v); }, value);
}

json::array to_json(const table& shown) {
  json::array rows;
  for (const auto& row : shown.rows) {
    json::object fields;
    for (std::size_t i = 0; i < shown.columns.size(); ++i) {
      const auto& in = shown.columns[i];
      const auto key =
          in.unit.empty() ? in.heading : in.heading + " " + in.unit;
      if (!fields.emplace(key, to_json(row.at(i))).second) {
        throw std::logic_error{fmt::format(
            "two columns of the table {} are called {}", shown.name, key)};
      }
    }
    rows.push_back(fields);
  }
  return rows;
}

json::object to_json(const claim& said) {
  json::object out{
      {"id", said.id}, {"says", said.says}, {"verdict", to_string(said.is)}};
  if (!said.reason.empty()) {
    out["reason"] = said.reason;
  }
  if (said.measured) {
    out["figure"] = said.measured->value;
    out["unit"] = said.measured->unit;
  }
  if (said.allowed) {
    out["relation"] =
        said.allowed->is == relation::at_most ? "at most" : "at least";
    out["bound"] = said.allowed->limit;
  }
  return out;
}

void tell_a_program(const lesson& about, const lesson_options& chosen,
                    const findings& found) {
  const auto limits = count_cpus();
  json::object machine{{"system", machine_name()},
                       {"logical_cpus", limits.logical},
                       {"affinity_cpus", limits.affinity},
                       {"usable_cpus", limits.usable()}};
  json::object evidence;
  for (const auto& shown : found.tables) {
    evidence[shown.name] = to_json(shown);
  }
  json::array claims;
  for (const auto& said : found.claims) {
    claims.push_back(to_json(said));
  }
  std::cout << json::object{{"lesson", about.name},
                            {"machine", machine},
                            {"scale", name_of(chosen.size)},
                            {"broken", chosen.broken},
                            {"evidence", evidence},
                            {"claims", claims}}
            << "\n";
}

int exit_code(const std::vector<claim>& claims, bool is_strict) {
  const auto any = [&](verdict is) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](const claim& said) { return said.is == is; });
  };
  if (any(verdict::violated) || (is_strict && any(verdict::inconclusive))) {
    return 1;
  }
  return any(verdict::holds) ? 0 : cannot_be_judged;
}

}  // namespace

int tell(const lesson& about, int argc, char** argv,
         const std::function<findings(const lesson_options&)>& measure) {
  std::signal(SIGINT, end_interrupted);
  lesson_options chosen;
  chosen.drawn_with = glyphs_of_terminal();
  bool is_strict = false;
  std::optional<timeline_file> file;
  try {
    is_strict = strict();
    if (const auto code = read_options(about, argc, argv, chosen)) {
      return *code;
    }
    file.emplace(chosen.timeline_file);
  } catch (const std::invalid_argument& error) {
    std::cerr << about.name << ": " << error.what() << "\n";
    return bad_usage;
  }
  try {
    if (chosen.json) {
      const findings found = measure(chosen);
      file->write(found.pictures);
      tell_a_program(about, chosen, found);
      return exit_code(found.claims, is_strict);
    }
    const painter paint;
    const auto number = about.name.substr(0, about.name.find('_'));
    std::cout << paint.bold(number + "  " + about.title) << "\n"
              << wrap(about.opening, page_width) << "\n"
              << wrap(machine_name() + "; " + count_cpus().describe(),
                      page_width)
              << "\n";
    std::optional<std::size_t> guess;
    if (chosen.predict) {
      guess = ask(about.prediction);
      if (!guess) {
        std::cerr << "\nno guess, no run\n";
        return bad_usage;
      }
    }
    std::cout << std::endl;  // shown before the measuring begins
    const findings found = measure(chosen);
    file->write(found.pictures);
    tell_a_person(about, chosen, found, paint, guess);
    return exit_code(found.claims, is_strict);
  } catch (const std::exception& error) {
    std::cerr << about.name << ": " << error.what() << "\n";
    return 1;
  }
}

}  // namespace tandem

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/teaching/claim.hpp"
#include "common/teaching/question.hpp"
#include "common/teaching/table.hpp"
#include "common/teaching/timeline.hpp"

namespace tandem {

/// How much a run measures.
enum class scale {
  quick,   ///< at most 0.5 s with the default workers, for tests
  normal,  ///< at most 3 s
  full,    ///< the notebook's own sizes
};

/// What the learner asked for on the command line.
struct lesson_options {
  scale size = scale::normal;
  bool broken = false;   ///< --break: take the essential part away
  bool predict = false;  ///< --predict: ask first
  bool json = false;     ///< --json: one document and nothing else
  int workers = 0;       ///< --workers; the lesson's own default if not given
  glyphs drawn_with = glyphs::plain;  ///< for pictures; the terminal decides
  std::string timeline_file;          ///< --timeline; empty if not given
};

/// What a run found.
struct findings {
  std::vector<table> tables;
  std::vector<claim> claims;
  std::optional<std::size_t> right_option;  ///< of the prediction, if known
  /// Timelines and curves, as text; `--timeline` writes them to a file.
  std::vector<std::string> pictures = {};
};

/// What stays the same in every run of a lesson.
struct lesson {
  std::string name;  ///< "01_clocks", also the name of its folders
  std::string title;
  std::string opening;        ///< the question it answers, in a line
  question prediction;        ///< for --predict
  std::string to_break;       ///< what --break takes away: "Set the clock back"
  int workers = 0;            ///< default of --workers; 0: it has none
  bool has_pictures = false;  ///< whether `--timeline` has something to write
};

/// The main function of a lesson: reads the options, measures, tells.
/// Shape    returns the exit code: 0 if all claims hold or are inconclusive,
///          1 if one is violated, 2 for bad usage, 77 if none could be judged.
///          With TANDEM_STRICT=1 an inconclusive claim counts as violated.
/// Errors   an exception of `measure` ends the run with exit code 1 and its
///          text on stderr.
int tell(const lesson& about, int argc, char** argv,
         const std::function<findings(const lesson_options&)>& measure);

}  // namespace tandem

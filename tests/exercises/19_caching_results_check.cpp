#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <locale>
#include <new>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "answer.hpp"
#include "common/teaching/probe.hpp"
#include "tests/catch.hpp"
#include "tests/exercises/19_caching_results_calls.hpp"

namespace {

using caching_results::bytes;
using caching_results::folder_error;
using caching_results_check::act;
using caching_results_check::circumstances;
using caching_results_check::contents;
using caching_results_check::demand_computed;
using caching_results_check::demand_distinct;
using caching_results_check::demand_found;
using caching_results_check::demand_nothing_left;
using caching_results_check::demand_right_then_found;
using caching_results_check::demand_sound;
using caching_results_check::disk;
using caching_results_check::in_words;
using caching_results_check::make_call;
using caching_results_check::new_disk;
using caching_results_check::result_of;
using caching_results_check::seen_call;
using caching_results_check::told;
using caching_results_check::wanted_call;
using caching_results_check::with_version;

wanted_call with_arguments(std::vector<bytes> arguments) {
  return {.function = "fit", .arguments = std::move(arguments), .version = "1"};
}

contents after_one_call(const wanted_call& one) {
  auto& on = new_disk();
  make_call(on, one);
  return on.files;
}

using namespace std::string_literals;

/// What people put between two parts to keep them apart.
const std::vector<bytes> separators{"",   "\n",   "\0"s, " ",  ",",   ":", ";",
                                    "|",  "/",    ".",   "-",  "_",   "=", "#",
                                    "\t", "\r\n", ", ",  "::", "\x1f"};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "first_call") {
  auto& on = new_disk();
  demand_computed(on, {}, R"(the first call, fit("alpha", "2"))", "");
  tandem::demand(
      !on.files.empty(),
      {.expected = "a file, after the first call", .saw = "none", .why = ""});
}

TEST_CASE_METHOD(tandem::probe, "found_again") {
  auto& on = new_disk();
  make_call(on, {});
  demand_found(on, {}, "the same call again", "its result is in the folder");
  demand_found(on, {}, "the same call a third time", "");
  auto& later = new_disk(on.files);
  demand_found(later, {}, "the same call in a later process", "");
}

namespace {

/// Writes every number with a point behind each digit.
class pointed final : public std::numpunct<char> {
  [[nodiscard]] char do_thousands_sep() const override { return '.'; }
  [[nodiscard]] std::string do_grouping() const override { return "\1"; }
};

/// While it lives, streams write and read numbers like that.
class other_locale {
 public:
  other_locale()
      : before_{std::locale::global({std::locale::classic(), new pointed})} {}
  other_locale(const other_locale&) = delete;
  other_locale& operator=(const other_locale&) = delete;
  ~other_locale() { std::locale::global(before_); }

 private:
  std::locale before_;
};

}  // namespace

TEST_CASE_METHOD(tandem::probe, "locale") {
  const std::string why =
      "a stream writes and reads 1234 as 1.234 or 1,234 where the global "
      "locale says so; std::to_string and fmt do not";
  const wanted_call one{"fit", {bytes(12, 'a'), "2"}, bytes(12, '1')};
  circumstances gives;
  gives.compute = [] { return bytes(1'234, 'r'); };
  auto& plain = new_disk();
  make_call(plain, one, gives);
  auto& pointed_one = new_disk();
  {
    const other_locale there;
    demand_found(plain, one, "the same call in a process with another locale",
                 why, gives);
    make_call(pointed_one, one, gives);
  }
  demand_found(pointed_one, one,
               "the same call after one in a process with another locale", why,
               gives);
}

TEST_CASE_METHOD(tandem::probe, "nothing_but_the_folder") {
  auto& here = new_disk();
  make_call(here, {});
  const std::string why =
      "another folder holds nothing yet, and who removes the files wants the "
      "results gone: what is remembered elsewhere is remembered for good";
  auto& there = new_disk();
  demand_computed(there, {}, "the same call with another, empty folder", why);
  here.files.clear();
  demand_computed(here, {}, "the same call after all files are removed", why);
}

TEST_CASE_METHOD(tandem::probe, "order_of_arguments") {
  const std::string why = "f(a, b) is another call than f(b, a)";
  demand_distinct({with_arguments({"a", "b"}), with_arguments({"b", "a"})},
                  why);
  demand_distinct(
      {with_arguments({"1", "2", "3"}), with_arguments({"3", "1", "2"}),
       with_arguments({"3", "2", "1"})},
      why);
}

TEST_CASE_METHOD(tandem::probe, "each_argument") {
  demand_distinct(
      {with_arguments({"a", "b", "c"}), with_arguments({"x", "b", "c"}),
       with_arguments({"a", "x", "c"}), with_arguments({"a", "b", "x"}),
       with_arguments({"a", "b", "C"}), with_arguments({"a", "b", "c "}),
       with_arguments({"a", "b", "c?"}), with_arguments({"a", "b", "c\""}),
       with_arguments({"a", "b", "c\xff"}), with_arguments({"a", "b", "c\0x"s}),
       with_arguments({"a", "b", "c\0y"s}),
       with_arguments({"a", "b", bytes(300, 'c')}),
       with_arguments({"a", "b", bytes(301, 'c')}),
       with_arguments({"a", "b", bytes(300, 'c') + "d"})},
      "every byte of every argument counts");
  const bytes large(100'000, 'c');
  std::set<wanted_call> differ{with_arguments({large})};
  for (const std::size_t at : {0U, 1'000U, 5'000U, 50'000U, 70'000U, 99'999U}) {
    auto other = large;
    other[at] = 'd';
    differ.insert(with_arguments({other}));
  }
  demand_distinct(differ, "every byte of every argument counts");
  demand_distinct(
      {with_arguments({}), with_arguments({""}), with_arguments({"", ""}),
       with_arguments({"a"}), with_arguments({"a", "a"}),
       with_arguments({"b", "b"}), with_arguments({"a", "a", "a"}),
       with_arguments({"a", "b", "a"}), with_arguments({"a", "b", "b"})},
      "how often an argument comes counts, too, and an empty one is one");
}

TEST_CASE_METHOD(tandem::probe, "where_an_argument_ends") {
  const std::string why =
      "arguments may hold any bytes: whatever stands between two may stand "
      "within one";
  for (const auto& between : separators) {
    demand_distinct(
        {with_arguments({"a", "b"}), with_arguments({"a" + between + "b"}),
         with_arguments({"a" + between, "b"}),
         with_arguments({"a", between + "b"})},
        why);
  }
  // Each argument's length before it, with nothing behind the length.
  demand_distinct(
      {with_arguments({"1a8aaaaaaaa"}), with_arguments({"1", "a", "aaaaaaaa"})},
      why);
  // Lengths in a fixed number of digits, which a long argument outgrows: all of
  // its length is written, or the last digits alone.
  for (const std::size_t digits : {2U, 3U, 4U, 5U}) {
    const bytes one_more = "1" + bytes(digits, '0');  // 100, 1000, ...
    const auto shortest = std::stoul(one_more.substr(0, digits));
    const auto outgrown = std::stoul(one_more);
    const bytes begin(shortest - 1, 'a');
    const bytes end(outgrown - begin.size() - digits, 'b');
    const auto together =
        fmt::format("{}{:0{}}{}", begin, end.size(), digits, end);
    demand_distinct(
        {with_arguments({together}), with_arguments({"0" + begin, end})}, why);
    const bytes tail(outgrown - digits, 'b');
    const auto length_and_tail =
        fmt::format("{:0{}}{}", tail.size(), digits, tail);
    demand_distinct(
        {with_arguments({length_and_tail}), with_arguments({"", tail})}, why);
  }
  // Lengths in two bytes.
  const bytes tail(65'534, 'b');
  for (const auto& size : {"\xff\xfe"s, "\xfe\xff"s}) {
    const auto together = fmt::format("abc{}{}", size, tail);
    demand_distinct({with_arguments({together}), with_arguments({"abc", tail})},
                    why);
  }
  // Lengths in a single byte.
  std::vector<bytes> many(257);
  many[0] = "a";
  demand_distinct(
      {with_arguments({"a" + bytes(256, '\0')}), with_arguments(many)}, why);
}

TEST_CASE_METHOD(tandem::probe, "functions") {
  demand_distinct({{"fit", {"1"}}, {"score", {"1"}}, {"Fit", {"1"}}},
                  "functions that differ give results that differ");
  const std::set<wanted_call> run_together{{"fit", {"2", "x"}}, {"fit2", {"x"}},
                                           {"fit", {"2x"}},     {"fit_", {"x"}},
                                           {"fit", {"_", "x"}}, {"fit2x", {}}};
  demand_distinct(run_together,
                  "where a name ends, and the first argument "
                  "begins, counts");
  demand_distinct(
      {{std::string(40, 'f'), {"1"}}, {std::string(39, 'f') + "g", {"1"}}},
      "a name may be 40 characters long, and all count");
}

TEST_CASE_METHOD(tandem::probe, "many_calls") {
  std::set<wanted_call> all;
  for (int i = 0; i < 2'000; ++i) {
    all.insert(with_arguments({std::to_string(i)}));
  }
  demand_distinct(all, "a key must be long enough that no two calls share one");
}

TEST_CASE_METHOD(tandem::probe, "versions") {
  auto& on = new_disk();
  const bytes longest(300, 'v');
  for (const auto& version :
       {"1"s,          "2"s,          "1"s,   "10"s,   "1"s,    ""s,
        "0"s,          "01"s,         "1 "s,  " 1"s,   "1\n"s,  "1"s,
        "a"s,          "A"s,          "1\0"s, "1\0a"s, "1\0b"s, longest,
        longest + "a", longest + "b", longest}) {
    wanted_call one;
    one.version = version;
    const auto when = with_version(one) + ", after other versions";
    const std::string why =
        "the code has changed, and with it perhaps the result: every byte of "
        "the version counts";
    demand_right_then_found(on, one, when, why);
  }
}

TEST_CASE_METHOD(tandem::probe, "where_a_version_ends") {
  const auto demand_apart = [](const bytes& version, const bytes& result,
                               const bytes& other) {
    wanted_call one;
    one.version = version;
    auto& on = new_disk();
    circumstances gives;
    gives.compute = [&] { return result; };
    make_call(on, one, gives);
    one.version = other;
    demand_computed(
        on, one, with_version(one) + ", after version " + in_words(version),
        "a version may hold any bytes, and so may a result: where the one ends "
        "and the other begins has to be known");
  };
  for (const auto& between : separators) {
    demand_apart("1", "b" + between + "c", "1" + between + "b");
    demand_apart("1" + between + "b", "c", "1");
  }
  demand_apart("1", "abcdefghijkY", "abcdefghijk");
}

TEST_CASE_METHOD(tandem::probe, "any_result") {
  std::vector<bytes> results{"", "\0"s, "\n", "a\nb\0c\n"s, "\xff\xfe", " "};
  constexpr std::array<std::size_t, 13> sizes{
      31,  32,     33,     127,    128,       255,      256,
      257, 65'535, 65'536, 65'537, 1'000'000, 3'000'000};
  for (const auto size : sizes) {
    bytes one(size, 'r');
    for (std::size_t i = 0; i < size; i += 7) {
      one[i] = static_cast<char>(i % 251);
    }
    results.push_back(std::move(one));
  }
  for (const auto& file : after_one_call({})) {
    results.push_back(file.second);  // an entry of an entry
  }
  for (const auto& result : results) {
    auto& on = new_disk();
    circumstances gives;
    gives.compute = [&] { return result; };
    const auto when = fmt::format("a result of {} bytes, {}", result.size(),
                                  in_words(result));
    demand_computed(on, {}, when, "", gives);
    demand_found(on, {}, when, "a result is any bytes, and may have none",
                 gives);
  }
}

// --- Files that are not as they were written.

namespace {

/// All that one call has kept, with one of its files changed.
void demand_harmless(const contents& kept, const std::string& name,
                     const bytes& now, const std::string& what) {
  for (const bytes version : {"1", "3"}) {
    auto changed = kept;
    changed[name] = now;
    wanted_call one;
    one.version = version;
    const auto when = fmt::format(
        "{}{}", version == "1" ? "" : "asked for another version, ", what);
    demand_right_then_found(new_disk(changed), one, when,
                            "what was changed is not what was computed; it "
                            "counts as none, and is replaced");
  }
}

void for_each_file(
    const std::function<void(const contents& kept, const std::string& name,
                             const bytes& content)>& change) {
  const auto kept = after_one_call({});
  for (const auto& [name, content] : kept) {
    change(kept, name, content);
  }
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "flipped_bits") {
  for_each_file([](const auto& kept, const auto& name, const auto& content) {
    for (std::size_t at = 0; at < content.size(); ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        auto now = content;
        now[at] = static_cast<char>(now[at] ^ (1 << bit));
        demand_harmless(
            kept, name, now,
            fmt::format("a file with bit {} of byte {} flipped", bit, at));
      }
    }
  });
}

TEST_CASE_METHOD(tandem::probe, "cut_short") {
  for_each_file([](const auto& kept, const auto& name, const auto& content) {
    for (std::size_t size = 0; size < content.size(); ++size) {
      demand_harmless(kept, name, content.substr(0, size),
                      fmt::format("a file cut off after {} of {} bytes", size,
                                  content.size()));
    }
  });
}

TEST_CASE_METHOD(tandem::probe, "mixed_up") {
  for_each_file([](const auto& kept, const auto& name, const auto& content) {
    for (std::size_t at = 0; at + 1 < content.size(); ++at) {
      auto now = content;
      std::swap(now[at], now[at + 1]);
      demand_harmless(
          kept, name, now,
          fmt::format("a file with bytes {} and {} swapped", at, at + 1));
    }
    demand_harmless(kept, name, content + "x", "a file with one byte more");
    demand_harmless(kept, name, content + content, "a file twice in one");
  });
}

TEST_CASE_METHOD(tandem::probe, "of_another_program") {
  const std::vector<bytes> fillings{bytes(40, '9'),  bytes(40, '\xff'),
                                    bytes(40, '\0'), bytes(40, '\n'),
                                    "-1:",           "x"};
  for_each_file([&](const auto& kept, const auto& name, const auto& content) {
    for (std::size_t size = 0; size <= content.size(); ++size) {
      for (const auto& filling : fillings) {
        demand_harmless(kept, name, content.substr(0, size) + filling,
                        fmt::format("a file of {} good bytes, then {}", size,
                                    in_words(filling)));
      }
    }
  });
}

TEST_CASE_METHOD(tandem::probe, "whole_but_foreign") {
  for_each_file([](const auto& kept, const auto& name, const auto&) {
    for (const auto& rest : {""s, "x"s, "999:"s, "-1:"s, bytes(40, '9')}) {
      const auto sum = caching_results_check::plain_checksum(rest);
      for (const auto& now : {sum + rest, rest + sum}) {
        auto changed = kept;
        changed[name] = now;
        const auto seen = make_call(new_disk(changed), {});
        tandem::demand(
            !seen.thrown,
            {.expected = "a file of another program, " + in_words(rest) +
                         " and its checksum: no exception",
             .saw = seen.thrown ? told(seen.thrown) : "",
             .why = "a checksum says that a file is whole, not whose it is"});
      }
    }
  });
}

TEST_CASE_METHOD(tandem::probe, "of_another_call") {
  const std::vector<wanted_call> all{
      {"fit", {"a", "b"}, "1"},   {"fit", {"b", "a"}, "1"},
      {"fit", {"ab"}, "1"},       {"fit", {}, "1"},
      {"score", {"a", "b"}, "1"}, {"fit", {"a", "b"}, "2"}};
  auto& on = new_disk();
  for (const auto& one : all) {
    make_call(on, one);
  }
  const auto kept = on.files;
  for (auto a = kept.begin(); a != kept.end(); ++a) {
    for (auto b = std::next(a); b != kept.end(); ++b) {
      auto& exchanged = new_disk(kept);
      std::swap(exchanged.files[a->first], exchanged.files[b->first]);
      for (const auto& one : all) {
        demand_right_then_found(
            exchanged, one,
            "after two files were exchanged, " + with_version(one),
            "people copy, restore and rename files: the name alone does not "
            "say whose result it is");
      }
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "every_digit") {
  using caching_results_check::sparing_checksum;
  for (std::size_t digit = 0; digit < sparing_checksum::count; ++digit) {
    auto& on = new_disk();
    circumstances with;
    // One object for all calls: the same bytes, the same digits.
    sparing_checksum sums{digit};
    with.sum_of = [&](const bytes& of) { return sums(of); };
    const auto when = fmt::format(
        "with checksums that differ in digit {} alone, counted from 0", digit);
    const std::string why = "all 32 digits count";
    for (const auto* argument : {"a", "b"}) {
      demand_computed(on, with_arguments({argument}), when, why, with);
    }
    for (const auto* argument : {"a", "b"}) {
      demand_found(on, with_arguments({argument}), when, why, with);
    }
    for (auto& [name, content] : on.files) {
      if (!content.empty()) {
        content.back() = static_cast<char>(content.back() ^ 1);
      }
    }
    for (const auto* argument : {"a", "b"}) {
      const auto one = with_arguments({argument});
      demand_sound(on, make_call(on, one, with), result_of(one),
                   when + ", from a file whose last byte has changed", why);
    }
  }
}

// --- Processes that die, fail, and meet.

namespace {

const wanted_call other_call = with_arguments({"beta"});

wanted_call of_version(const bytes& version) {
  wanted_call one;
  one.version = version;
  return one;
}

/// A folder with another call's result, and one of an older version.
contents used_folder() {
  auto& on = new_disk();
  make_call(on, other_call);
  make_call(on, of_version("0"));
  return on.files;
}

/// How many moments a call has that finds these files.
int moments_of_a_call(const contents& files) {
  int all = 0;
  circumstances with;
  with.plan.at_each_moment = [&] { ++all; };
  make_call(new_disk(files), {}, with);
  return all;
}

/// In the given moment of a call, another process does something.
seen_call disturbed(disk& on, int moment, const std::function<void()>& other) {
  circumstances with;
  with.plan.at_each_moment = [&, now = 0]() mutable {
    if (now++ == moment) {
      other();
    }
  };
  return make_call(on, {}, with);
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "crash") {
  make_call(new_disk(), {});  // a part that is not written yet is met here
  for (const auto& before : {contents{}, used_folder()}) {
    const int moments = moments_of_a_call(before);
    for (int moment = 0; moment < moments; ++moment) {
      contents found;
      auto& on = new_disk(before);
      disturbed(on, moment, [&] { found = on.files; });
      const std::string when =
          fmt::format("after a crash in moment {} of {}", moment + 1, moments);
      auto& later = new_disk(found);
      demand_right_then_found(later, {}, when, "");
      if (!before.empty()) {
        demand_found(new_disk(found), other_call, when + ", another call",
                     "what other calls have kept is theirs");
      }
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "others_meanwhile") {
  make_call(new_disk(), {});
  for (const auto& before : {contents{}, used_folder(), after_one_call({})}) {
    const int moments = moments_of_a_call(before);
    for (int moment = 0; moment < moments; ++moment) {
      const auto when = [&](const std::string& what) {
        return fmt::format("while {}, in moment {} of {}", what, moment + 1,
                           moments);
      };
      for (const auto& theirs :
           {of_version("1"), of_version("2"), other_call}) {
        const auto what = when("another process calls " + with_version(theirs));
        auto& on = new_disk(before);
        seen_call there;
        const auto here =
            disturbed(on, moment, [&] { there = make_call(on, theirs); });
        demand_sound(on, here, result_of({}), what, "");
        demand_sound(on, there, result_of(theirs), what + ", its own call", "");
        demand_nothing_left(here, what);
        demand_nothing_left(there, what);
        const auto is_kept = [&](const wanted_call& one) {
          return make_call(new_disk(on.files), one).computed == 0;
        };
        tandem::demand(
            is_kept({}) || is_kept(theirs),
            {.expected = "later, " + what + ": one of the two is found",
             .saw = "neither",
             .why = "what another call has kept is not yours to remove"});
        demand_right_then_found(on, {}, "later, " + what, "");
        demand_right_then_found(on, theirs, "later, " + what, "");
      }
      auto& on = new_disk(before);
      const auto what = when("another process removes all files");
      const auto here = disturbed(on, moment, [&] { on.files.clear(); });
      demand_sound(on, here, result_of({}), what, "");
      demand_right_then_found(on, {}, "later, " + what, "");
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "never_gone") {
  make_call(new_disk(), {});
  auto spoilt = after_one_call({});
  auto torn = spoilt;
  for (auto& [name, content] : spoilt) {
    content += "x";
  }
  for (auto& [name, content] : torn) {
    content.resize(content.size() / 8);
  }
  for (const auto& before : {contents{}, used_folder(), spoilt, torn}) {
    const int moments = moments_of_a_call(before);
    for (int moment = 0; moment < moments; ++moment) {
      auto& on = new_disk(before);
      std::vector<contents> later;
      circumstances with;
      with.plan.at_each_moment = [&, now = 0]() mutable {
        if (now == moment) {
          make_call(on, {});
        }
        if (now++ >= moment) {
          later.push_back(on.files);
        }
      };
      make_call(on, {}, with);
      for (const auto& files : later) {
        demand_found(new_disk(files), {},
                     fmt::format("when another process has kept the result of "
                                 "the same call, in moment {} of {}",
                                 moment + 1, moments),
                     "a result that is kept is there for all, and at every "
                     "moment: to rename replaces it in one step");
      }
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "failing_folder") {
  const auto cannot = [](const std::vector<act>& all, const std::string& what) {
    for (const auto& before : {contents{}, used_folder()}) {
      auto& on = new_disk(before);
      circumstances with;
      with.plan.fails = [&](act one) {
        return std::ranges::count(all, one) > 0;
      };
      const auto when = "in a folder that cannot " + what;
      const std::string why =
          "the result is what the caller wants; that it cannot be kept is a "
          "pity, and nothing else";
      for (int i = 0; i < 20; ++i) {
        demand_sound(on, make_call(on, {}, with), result_of({}), when, why);
      }
      const auto seen = make_call(on, {}, with);
      demand_sound(on, seen, result_of({}), when + ", once more", why);
      demand_nothing_left(seen, when);
      demand_right_then_found(on, {}, "after a call " + when,
                              "a failure now says nothing of the next call");
    }
  };
  cannot({act::write}, "write");
  cannot({act::rename}, "rename");
  cannot({act::read}, "read");
  cannot({act::remove}, "remove");
  cannot({act::write, act::remove}, "write or remove");
  cannot({act::rename, act::remove}, "rename or remove");
  cannot({act::read, act::write, act::rename, act::remove}, "do anything");
}

TEST_CASE_METHOD(tandem::probe, "unreadable") {
  auto& on = new_disk();
  make_call(on, {});
  circumstances with;
  with.plan.fails = [](act one) { return one == act::read; };
  demand_computed(on, {}, "where the file cannot be read",
                  "what cannot be read counts as none", with);
  on.files.clear();
  demand_computed(on, {}, "where nothing can be read, but all else be done", "",
                  with);
  demand_found(on, {}, "after a call that could not read, but write",
               "the result of that call is kept, as any other");
}

// --- Functions that fail, call and wait.

namespace {

/// A standard exception that is more than its base class.
class out_of_paper : public std::runtime_error {
 public:
  explicit out_of_paper(int sheets)
      : std::runtime_error{"out of paper"}, sheets_{sheets} {}
  [[nodiscard]] int sheets() const { return sheets_; }

 private:
  int sheets_;
};

std::string kind(const std::exception_ptr& thrown) {
  if (!thrown) {
    return "no exception";
  }
  try {
    std::rethrow_exception(thrown);
  } catch (const out_of_paper& error) {
    return fmt::format("out_of_paper, of {} sheets", error.sheets());
  } catch (const folder_error& error) {
    return fmt::format("folder_error, which says \"{}\"", error.what());
  } catch (const std::bad_alloc&) {
    return "std::bad_alloc";
  } catch (const int number) {
    return fmt::format("the int {}", number);
  } catch (...) {
    return "another " + told(thrown).substr(3);
  }
}

}  // namespace

TEST_CASE_METHOD(tandem::probe, "function_fails") {
  for (const auto& failure :
       {std::make_exception_ptr(out_of_paper{3}), std::make_exception_ptr(7),
        std::make_exception_ptr(std::bad_alloc{}),
        std::make_exception_ptr(folder_error{"a folder of the function's"})}) {
    for (const auto& before : {contents{}, used_folder()}) {
      auto& on = new_disk(before);
      circumstances with;
      with.compute = [&]() -> bytes { std::rethrow_exception(failure); };
      const auto seen = make_call(on, {}, with);
      const auto when = "where the function throws " + kind(failure);
      tandem::demand(kind(seen.thrown) == kind(failure),
                     {.expected = when + ": just that",
                      .saw = kind(seen.thrown),
                      .why = "the caller may know what to do about it"});
      tandem::demand(seen.computed == 1,
                     {.expected = when + ": called once",
                      .saw = fmt::format("called {} times", seen.computed),
                      .why = ""});
      demand_nothing_left(seen, when);
      demand_computed(on, {}, "after a call " + when,
                      "there was no result, so none can be found");
      demand_found(on, {}, "the next but one after a call " + when, "");
    }
  }
}

TEST_CASE_METHOD(tandem::probe, "function_calls") {
  auto& on = new_disk();
  // f(n) calls f(n - 1), all through the cache.
  const std::function<bytes(int)> count_down = [&](int n) -> bytes {
    circumstances with;
    with.compute = [&, n] {
      return n == 0 ? "0" : std::to_string(n) + count_down(n - 1);
    };
    auto& files = on;
    const auto seen = make_call(
        files,
        {.function = "f", .arguments = {std::to_string(n)}, .version = "1"},
        with);
    return seen.result.value_or("nothing");
  };
  constexpr int depth = 20;
  bytes right;
  for (int n = depth; n >= 0; --n) {
    right += std::to_string(n);
  }
  const auto seen = count_down(depth);
  const std::string why =
      "a call has begun within this one, and each is to know its own";
  tandem::demand(seen == right,
                 {.expected = fmt::format("f(20), which calls f(19), and so on:"
                                          " {}",
                                          in_words(right)),
                  .saw = in_words(seen),
                  .why = why});
  for (int n = depth; n >= 0; --n) {
    circumstances with;
    with.compute = [&] { return right; };
    demand_found(on, {"f", {std::to_string(n)}, "1"},
                 fmt::format("f({}) after f(20)", n), why, with);
    right.erase(0, std::to_string(n).size());
  }
}

TEST_CASE_METHOD(tandem::probe, "function_waits") {
  auto& on = new_disk();
  circumstances with;
  with.compute = [&] {
    std::thread{[&] { make_call(on, other_call); }}.join();
    return result_of({});
  };
  make_call(on, {}, with);  // who holds a lock here waits for ever
  demand_found(on, {}, "after a call that waited for another thread", "");
  demand_found(on, other_call, "the other thread's call", "");
}

// --- All of it, mixed.

TEST_CASE_METHOD(tandem::probe, "made_up_days") {
  make_call(new_disk(), {});
  std::mt19937 dice{19};  // always the same
  const auto one_in = [&](int n) {
    return std::uniform_int_distribution<int>{1, n}(dice) == 1;
  };
  const auto pick = [&](const std::vector<bytes>& from) {
    return from[std::uniform_int_distribution<std::size_t>{
        0, from.size() - 1}(dice)];
  };
  for (int day = 0; day < 30; ++day) {
    auto& on = new_disk();
    for (int i = 0; i < 60; ++i) {
      const auto draw = [&] {
        return wanted_call{pick({"fit", "score"}),
                           {pick({"a", "b"}), pick({"a", "b", ""})},
                           pick({"1", "2"})};
      };
      const auto one = draw();
      const bool bad_day = one_in(4);
      const bool in_company = one_in(4);
      std::vector<std::pair<wanted_call, seen_call>> others;
      circumstances with;
      with.plan.fails = [&](act) { return bad_day && one_in(4); };
      with.plan.at_each_moment = [&] {
        if (in_company && one_in(4)) {
          const auto theirs = draw();
          others.emplace_back(theirs, make_call(on, theirs));
        }
      };
      const auto seen = make_call(on, one, with);
      demand_sound(on, seen, result_of(one), "on a made-up day", "");
      demand_nothing_left(seen, "on a made-up day");
      for (const auto& [theirs, there] : others) {
        demand_sound(on, there, result_of(theirs),
                     "another process, on a made-up day", "");
      }
      if (!on.files.empty() && one_in(6)) {
        auto& content = on.files.begin()->second;
        content = content.substr(0, content.size() / 2);
      }
      if (one_in(3)) {
        demand_right_then_found(on, one, "on a made-up day", "");
      }
    }
  }
}

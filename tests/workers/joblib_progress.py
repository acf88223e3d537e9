#!/usr/bin/env python3
"""What we say of progress beside what the real joblib says:
joblib_progress.py PROGRAM [SEED]

1. Both make the same calls. Every line of either fits one grammar: read into
   its values and written again from them, it is the same line.
2. Every shape of ours is a shape that joblib's own lines have.
3. Fed the same counts, and on the same clock, joblib's print_progress and ours
   say the same lines at the same moments; so do the rules of batch sizes.
Where ours differs on purpose, that is a rule below, with its reason; a rule
that nothing has come to is a failure, too.
"""
import collections
import contextlib
import io
import itertools
import random
import re
import subprocess
import sys
import time
from unittest import mock

import joblib
from joblib import Parallel, delayed
from joblib.externals import loky

PROGRAM = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
VERSION = tuple(map(int, re.findall(r"\d+", joblib.__version__)[:2]))

RULES = {
    "a plain loop is not announced":
        "it has no workers to tell of; joblib agrees since 1.3",
    "a known length is told from the start":
        "the learner wants to know how far it is; joblib does since 1.5",
    "no count is said twice":
        "joblib says the last one as reached and as finished, and up to 1.2 "
        "`i out of i` after each task of a plain loop",
    "finished is said once, and last":
        "joblib may say it while tasks are still to come",
    "batches are full but the last":
        "ceil(n / b) of them can be predicted; joblib divides what it has drawn "
        "among the workers, so that its first and last ones shrink",
    "elapsed is by a steady clock":
        "who sets the time meanwhile does not change it",
    "a batch that took no time is too fast":
        "joblib takes 0 s for not measured",
}
times_met = collections.Counter()
failures = collections.Counter()


def expect(right, sentence, *shown):
    if not right:
        failures[sentence] += 1
        if failures[sentence] <= 3:
            print("FAILED", sentence, *(str(one)[-300:] for one in shown),
                  sep="\n    ", flush=True)


def by_rule(name, right, *shown):
    times_met[name] += 1
    expect(right, name + ": " + RULES[name], *shown)


# The grammar.

def written_time(text):
    match = re.fullmatch(r" *(\d+\.\d)(s|min)", text)
    if not match:
        return None
    span = float(match[1])
    if match[2] == "s":
        return f" {span:5.1f}s" if span <= 60 else None
    return f"{span:4.1f}min" if span >= 1 else None


PREFIX = re.compile(r"\[Parallel\(n_jobs=(-?\d+)\)\]: ")
KINDS = {
    "using": r"Using backend (\w+) with (\d+) concurrent workers\.",
    "tasks": r"Done +(\d+) tasks +\| elapsed: (.*)",
    "remaining": r"Done +(\d+) out of +(\d+) \| elapsed: (.*) remaining: (.*)",
    "finished": r"Done +(\d+) out of +(\d+) \| elapsed: (.*) finished",
    "known": r"Done +(\d+) out of +(\d+) \| elapsed: (.*)",
    "batch": r"Batch computation too (fast|slow) \(([-.e\d]+)s\.\) "
             r"Setting batch_size=(\d+)\.",
}


def written_again(kind, said):
    """The line of these values."""
    if kind == "using":
        return f"Using backend {said[0]} with {int(said[1])} concurrent workers."
    if kind == "batch":
        return (f"Batch computation too {said[0]} ({float(said[1]):.4f}s.) "
                f"Setting batch_size={int(said[2])}.")
    done = int(said[0])
    if kind == "tasks":
        return f"Done {done:3d} tasks      | elapsed: {written_time(said[1])}"
    width = len(said[1]) if kind == "known" else 3
    line = (f"Done {done:{width}d} out of {int(said[1]):{width}d} "
            f"| elapsed: {written_time(said[2])}")
    if kind == "remaining":
        line += f" remaining: {written_time(said[3])}"
    return line + (" finished" if kind == "finished" else "")


Line = collections.namedtuple("Line", "kind said text")


def read(text, n_jobs):
    """The line as its kind and values, or none if it is not in the grammar."""
    begin = PREFIX.match(text)
    if begin and int(begin[1]) == n_jobs:
        rest = text[begin.end():]
        for kind, pattern in KINDS.items():
            match = re.fullmatch(pattern, rest)
            if match:
                if written_again(kind, match.groups()) == rest:
                    return Line(kind, match.groups(), text)
                break
    return None


def shape(text):
    """The line with numbers generalised and widths kept. One that fills its
    columns looks as any other that does."""
    def column(match):
        width = len(match[0])
        return "{%s}" % ("4" if len(match[2]) >= 3 else width)
    text = re.sub(r"n_jobs=\d+", "n_jobs={}", text)
    text = re.sub(r"(\w+)Backend", "{}Backend", text)
    text = re.sub(r"with \d+ conc", "with {} conc", text)
    text = re.sub(r"size=\d+", "size={}", text)
    text = re.sub(r"\(\d+\.\d{4}s", "({}s", text)
    return re.sub(r"( +)(\d+)", column, text)


# What is run.

Run = collections.namedtuple("Run", "backend n_jobs batch verbose n length")
RUNS = [Run("threading", *rest) for rest in itertools.product(
    (1, 2, 3), (1, 4, 100), (1, 5, 10, 11), (1, 7, 20, 1000),
    ("known", "unknown"))]
RUNS += [Run("loky", 2, batch, verbose, n, "unknown")
         for batch, verbose, n in ((1, 11, 20), (4, 5, 1000), ("auto", 11, 20))]
RUNS += [Run("threading", 2, 1, verbose, 20, "unknown")
         for verbose in (0, 49, 50, 51)]


def same(x):
    return x


def joblibs(run):
    """What joblib says: on stdout, on stderr."""
    calls = (delayed(same)(i) for i in range(run.n))
    with contextlib.redirect_stdout(io.StringIO()) as out, \
            contextlib.redirect_stderr(io.StringIO()) as err:
        Parallel(n_jobs=run.n_jobs, backend=run.backend, batch_size=run.batch,
                 verbose=run.verbose)(
                     list(calls) if run.length == "known" else calls)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def ours(commands):
    """What we say to each of the commands: on stdout, on stderr."""
    ran = subprocess.run([PROGRAM], input="\n".join(commands) + "\n", text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         check=False)
    expect(ran.returncode == 0, "the program comes to its end", ran.returncode,
           ran.stderr[-300:])
    parts = [re.split(r"^= \d+\n", said, flags=re.M)[1:]
             for said in (ran.stdout, ran.stderr)]
    expect(len(parts[0]) == len(parts[1]) == len(commands), "all is run")
    return [tuple(part.splitlines() for part in both) for both in zip(*parts)]


def check_common(run, said):
    out, err = said
    loud = run.verbose >= 50
    expect(not (err if loud else out), "on the wrong stream", run, *out, *err)
    lines = [read(text, run.n_jobs) for text in (out if loud else err)]
    for line, text in zip(lines, out if loud else err):
        expect(line, "not in the grammar", run, repr(text))
    lines = [line for line in lines if line]
    return lines


def check_joblibs(run, said):
    if VERSION >= (1, 3):  # the time of a batch has all its digits in 1.3, 1.4
        said = [[re.sub(r"\(([-.e\d]+)s\.", lambda m: f"({float(m[1]):.4f}s.", text)
                 for text in part] for part in said]
    lines = check_common(run, said)
    if run.n_jobs == 1 and run.verbose:
        by_rule("a plain loop is not announced",
                ("using" in (line.kind for line in lines)) == (VERSION < (1, 3)),
                *(line.text for line in lines))
        if VERSION < (1, 3):
            for line in lines:
                if line.kind == "remaining":
                    by_rule("no count is said twice",
                            line.said[0] == line.said[1], line.text)
    for line in lines:
        by_rule("a known length is told from the start",
                line.kind != "known", line.text)
    if (run.n_jobs, run.batch, run.n) == (2, 4, 20) and run.verbose > 10:
        # Four are drawn at first, two for each worker.
        by_rule("batches are full but the last", lines[1].said[0] == "2",
                lines[1].text)
    return lines


def check_ours(run, said):
    lines = check_common(run, said)
    expect(bool(lines) == (run.verbose > 0),
           "lines if they are asked for, and else none", run)
    if not run.verbose:
        return lines
    kinds = [line.kind for line in lines]
    announced = ["using"] if run.n_jobs > 1 else []
    by_rule("a plain loop is not announced",
            kinds.count("using") == len(announced)
            and kinds[:len(announced)] == announced, run, *kinds)
    for line in lines:
        if line.kind == "using":
            expect(line.said == ({"threading": "Threading", "loky": "Loky"}[
                run.backend] + "Backend", str(run.n_jobs)), "who works", run,
                   line.text)
        if line.kind in ("tasks", "known"):
            by_rule("a known length is told from the start",
                    (line.kind == "known") == (run.length == "known"), line.text)
        if line.kind in ("known", "remaining", "finished"):
            expect(int(line.said[1]) == run.n, "the whole is right", run, line.text)
    by_rule("finished is said once, and last",
            kinds.count("finished") == 1 and kinds[-1] == "finished", *kinds)
    counts = [int(line.said[0]) for line in lines
              if line.kind in ("tasks", "known", "remaining", "finished")]
    by_rule("no count is said twice",
            sorted(set(counts)) == counts, run, counts)
    expect(counts[-1] == run.n, "the end has all", run, counts)
    if run.batch != "auto":
        size = 1 if run.n_jobs == 1 else run.batch
        full = [count for count in counts[:-1] if count % size]
        # Whoever has the short last batch may not be the last to end.
        by_rule("batches are full but the last",
                all((run.n - count) % size == 0 for count in full), run, counts)
    if run.n_jobs == 1 and run.verbose > 10:
        expect(counts == list(range(1, run.n + 1)), "a plain loop says each count", run, counts)
    return lines


def real_runs():
    commands = ["run " + " ".join(map(str, run)) for run in RUNS]
    begin = time.monotonic()
    said = ours(commands)
    wall = time.monotonic() - begin
    shapes = set()
    for run in RUNS:
        for line in check_joblibs(run, joblibs(run)):
            shapes.add(shape(line.text))
    loky.get_reusable_executor().shutdown(wait=True)
    met = []
    for run, mine in zip(RUNS, said):
        for line in check_ours(run, mine):
            met.append(line)
            if line.kind in ("tasks", "known", "finished"):
                # In our program each reading of the time that may be set is an
                # hour before the last.
                passed = float(line.said[-1].strip("smin "))
                by_rule("elapsed is by a steady clock", passed <= wall + 0.1,
                        line.text)
    with mock.patch("time.time", side_effect=itertools.count(1e9, -3600)):
        out, err = joblibs(Run("sequential", 1, 1, 11, 3, "unknown"))
    by_rule("elapsed is by a steady clock",
            all("elapsed:  -" in text or "elapsed: -" in text
                for text in out + err if "elapsed" in text), *err)
    return shapes, met


# The same counts for both.

def counts_of(n, n_jobs, batch, drawn_first):
    """(drawn, batches, done, input is over) after each batch of such a run."""
    sizes = [min(batch, n - first) for first in range(0, n, batch)]
    ahead = len(sizes) if drawn_first == "all" else max(
        n_jobs, int(drawn_first) // batch)
    for index in range(len(sizes)):
        given = min(index + ahead, len(sizes))
        over = drawn_first == "all" or index + ahead > len(sizes)
        yield (n if drawn_first == "all" else sum(sizes[:given]), given,
               sum(sizes[:index + 1]), over)


TIMES = (0.0, 0.04, 0.05, 0.15, 0.25, 9.95, 59.94, 60.0, 60.04, 61, 599, 6e4)


def joblib_says(n_jobs, verbose, drawn_first, events):
    """The lines of joblib's print_progress for each event."""
    call = Parallel(n_jobs=n_jobs, backend="threading", verbose=verbose)
    call._start_time = 0
    call._aborting = False
    call.n_tasks = None
    call._pre_dispatch_amount = 0 if drawn_first == "all" else int(drawn_first)
    for drawn, batches, done, over, elapsed in events:
        call.n_dispatched_tasks = drawn
        call.n_dispatched_batches = batches
        call.n_completed_tasks = done
        call._iterating = not over
        call._original_iterator = None if over else iter(())
        with contextlib.redirect_stdout(io.StringIO()) as out, \
                contextlib.redirect_stderr(io.StringIO()) as err:
            time.time = lambda: elapsed
            call.print_progress()
        yield out.getvalue() + err.getvalue()


def with_length(text, n):
    """joblib's line, had it known the length."""
    width = len(str(n))
    return re.sub(r"Done +(\d+) tasks      ",
                  lambda match: f"Done {int(match[1]):{width}d} out of {n} ", text)


def same_counts(shapes):
    cases = list(itertools.product((1, 7, 20, 1000), (2, 3), (1, 4),
                                   ("all", "4", "16"), (*range(1, 13), 50),
                                   (False, True)))
    runs = []
    for n, n_jobs, batch, drawn_first, verbose, known in cases:
        runs.append([(*event, time) for event, time in zip(
            counts_of(n, n_jobs, batch, drawn_first), itertools.cycle(TIMES))])
    commands = [f"say {n_jobs} {verbose} {drawn_first} {n if known else 'unknown'} "
                + " ".join(f"{a} {b} {c} {int(d)} {e}" for a, b, c, d, e in events)
                for (n, n_jobs, _, drawn_first, verbose, known), events
                in zip(cases, runs)]
    adjustable = time.time
    try:
        for case, events, (_, mine) in zip(cases, runs, ours(commands)):
            n, n_jobs, _, drawn_first, verbose, known = case
            mine = re.split(r"^# .*\n", "".join(line + "\n" for line in mine),
                            flags=re.M)[1:]
            for event, its, our in zip(
                    events, joblib_says(n_jobs, verbose, drawn_first, events), mine):
                shapes.add(shape(its.rstrip("\n")))
                if event[2] == n:
                    by_rule("no count is said twice", our == "", case, event, our)
                    continue
                expected = with_length(its, n) if known else its
                expect(our == expected, "the same counts, the same line", case,
                       event, repr(expected), repr(our))
            last = runs_end(n, n_jobs, events[-1][-1])
            expect(mine[-1] == last, "the same end", case, repr(last), repr(mine[-1]))
    finally:
        time.time = adjustable


def runs_end(n, n_jobs, elapsed):
    return (f"[Parallel(n_jobs={n_jobs})]: Done {n:3d} out of {n:3d} | elapsed: "
            f"{'%4.1fmin' % (elapsed / 60) if elapsed > 60 else ' %5.1fs' % elapsed}"
            " finished\n")


def batch_sizes(shapes):
    chance = random.Random(SEED)
    runs = []
    for _ in range(200):
        call = Parallel(n_jobs=2, backend="loky", verbose=10)
        rule = call._backend
        rule.parallel = call
        batches = []
        theirs = []
        for _ in range(30):
            size = rule._effective_batch_size
            took = chance.choice((chance.uniform(0, 0.4), chance.uniform(0, 5),
                                  chance.uniform(0.001, 0.002), 0.2, 2.0))
            tasks = chance.choice((size, size, size, size + 1))
            with contextlib.redirect_stderr(io.StringIO()) as err:
                rule.batch_completed(tasks, took)
                # It is asked before each batch, and would say the same again.
                rule.compute_batch_size() if tasks == size else None
            batches.append(f"{tasks} {took!r}")
            theirs.append(PREFIX.sub("", err.getvalue().rstrip("\n"))
                          or "no change")
        runs.append((batches, theirs))
    commands = ["auto " + " ".join(batches) for batches, _ in runs]
    for (batches, theirs), (_, mine) in zip(runs, ours(commands)):
        theirs = [re.sub(r"\(([-.e\d]+)s\.", lambda m: f"({float(m[1]):.4f}s.",
                         text) for text in theirs]
        shapes.update(shape("[Parallel(n_jobs=2)]: " + text) for text in theirs)
        for index, (its, our) in enumerate(zip(theirs, mine)):
            expect(its == our, "the same batches, the same size", batches[:index + 1], its, our)
        expect(len(theirs) == len(mine), "all batches")
    (_, mine), = ours(["auto 1 0"])
    rule = Parallel(n_jobs=2, backend="loky", verbose=10)._backend
    rule.batch_completed(1, 0.0)
    by_rule("a batch that took no time is too fast",
            "batch_size=2" in mine[0] and rule.compute_batch_size() == 1, *mine)


print(f"joblib {joblib.__version__}, seed {SEED}", flush=True)
if not (1, 2) <= VERSION <= (1, 4):
    print("compared with joblib 1.2 to 1.4 only")
    sys.exit(77)
theirs, lines_of_ours = real_runs()
same_counts(theirs)
batch_sizes(theirs)
for line in lines_of_ours:
    if line.kind != "known":
        expect(shape(line.text) in theirs, "no line of joblib's looks like it",
               line.text, shape(line.text))
for name in RULES:
    expect(times_met[name] > 0, "a rule that nothing has come to", name)
for name, count in times_met.items():
    print(f"{count:6d} times: {name}")
print(f"{len(lines_of_ours)} lines of ours, {len(theirs)} shapes of joblib's")
print(f"{failures.total()} failures")
sys.exit(1 if failures else 0)

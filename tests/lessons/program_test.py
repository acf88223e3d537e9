#!/usr/bin/env python3
"""Runs a lesson's program as a learner would: program_test.py PROGRAM CLAIM...

The claims are those that --break refutes.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

program, *breaks = sys.argv[1:]
name = os.path.basename(program)
page = (pathlib.Path(__file__).parents[2] / "lessons" / name / "README.md"
        ).read_text(encoding="utf-8")
os.environ.pop("TANDEM_STRICT", None)
failures = 0


def run(*options):
    return subprocess.run([program, *options], text=True, capture_output=True,
                          stdin=subprocess.DEVNULL)


def expect(right, sentence, shown=""):
    global failures
    if not right:
        failures += 1
        print("FAILED:", sentence, shown, sep="\n")


def check_verdicts(ran, broken):
    """--break refutes just what it is meant to, as far as it can be judged."""
    claims = json.loads(ran.stdout)["claims"]
    verdicts = [claim["verdict"] for claim in claims]
    expected = (1 if "violated" in verdicts
                else 0 if "holds" in verdicts else 77)
    expect(ran.returncode == expected, f"exit code of {verdicts}", ran.stderr)
    for claim in claims:
        refuted = broken and claim["id"] in breaks
        allowed = ("violated" if refuted else "holds", "inconclusive")
        expect(claim["verdict"] in allowed,
               f"{'broken' if broken else 'as it is'}: {claim['id']} is one of "
               f"{allowed}", ran.stdout)


plain = run("--quick")
lines = plain.stdout.splitlines()
expect(plain.returncode in (0, 77), "--quick succeeds", plain.stdout)
expect(all(len(line) <= 80 for line in lines), "80 columns", plain.stdout)
expect("\x1b" not in plain.stdout, "no colour when piped", plain.stdout)
expect(any(line.endswith("--break") for line in lines), "names --break")

check_verdicts(run("--quick", "--json"), broken=False)
check_verdicts(run("--quick", "--json", "--break"), broken=True)
document = json.loads(run("--quick", "--json").stdout)
expect(document["lesson"] == name, "names the lesson")
expect(document["scale"] == "quick", "names the scale")
for claim in document["claims"]:
    expect({"id", "says", "verdict"} <= claim.keys(), "a claim is complete",
           str(claim))
    expect(f"`{claim['id']}`" in page, f"the page tells of {claim['id']}")
expect(breaks and set(breaks) <= {claim["id"] for claim in document["claims"]},
       "the claims that --break refutes are there", str(breaks))

for bad in (["--bogus"], ["--workers", "0"], ["--workers", "x"],
            ["--workers", "257"], ["--quick", "--full"], ["--predict"],
            ["--predict", "--json"], ["extra"], ["--workers"]):
    ran = run(*bad)
    expect(ran.returncode == 2, f"{bad} exits 2, not {ran.returncode}")
    expect(ran.stdout == "", f"{bad} prints nothing on stdout", ran.stdout)
    expect(bad == ["--predict"] or "allowed:" in ran.stderr,
           f"{bad} says what is allowed", ran.stderr)

has_picture = " [--timeline FILE]" in run("--bogus").stderr
with tempfile.TemporaryDirectory() as folder:
    picture = pathlib.Path(folder) / "picture.txt"
    ran = run("--quick", "--timeline", str(picture))
    expect(has_picture == (ran.returncode in (0, 77)), "--timeline, where there "
           "is a picture", ran.stderr)
    if has_picture:
        text = picture.read_text(encoding="utf-8")
        expect(text.strip() and all(len(line) <= 80
                                    for line in text.splitlines()),
               "the picture fits 80 columns", text)
        ran = run("--quick", "--timeline", folder)
        expect(ran.returncode == 2 and folder in ran.stderr,
               "a picture that cannot be written is refused", ran.stderr)

os.environ["TANDEM_STRICT"] = "perhaps"
ran = run("--quick")
expect(ran.returncode == 2 and "allowed are 0 and 1" in ran.stderr,
       "a wrong TANDEM_STRICT is refused", ran.stderr)
os.environ.pop("TANDEM_STRICT")

helped = run("--help")
expect(helped.returncode == 0 and "--break" in helped.stdout, "--help helps")
# Ctrl-C while it measures: one line, and the end that the signal means.
with subprocess.Popen([program, "--full"], text=True, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE) as measuring:
    for line in measuring.stdout:
        if not line.strip():  # after it, the measuring begins
            break
    measuring.send_signal(signal.SIGINT)
    said = measuring.communicate()[1]
expect(measuring.returncode == -signal.SIGINT and said == "\ninterrupted\n",
       "Ctrl-C ends it with one line", said)

sys.exit(1 if failures else 0)

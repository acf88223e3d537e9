#!/usr/bin/env python3
"""Nobody is left behind, and a program without the guard is stopped:
left_behind.py BUSY NO_GUARD [ROUNDS [each]]

BUSY is a program that starts workers and says when they are there; it is ended
in every way at random moments, while it starts them or later, ROUNDS times
each, and none of its processes may be left. Most of the times they have to be
gone 200 ms later, and with "each" every time: on a busy machine a process that
is to end may have to wait until it is its turn to run.
NO_GUARD is a program whose main lacks the guard.
"""
import os
import random
import signal
import subprocess
import sys
import time

from session import alive_in, exit_code, expect, leave_ctrl_c_to_programs

BUSY, NO_GUARD = sys.argv[1:3]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 3
EACH = sys.argv[4:] == ["each"]
LIMIT = 0.2


def end_program(method, how, whole_group):
    """Ends BUSY by a signal; the time until its processes were gone."""
    busy_ones = random.randint(0, 3)
    program = subprocess.Popen([BUSY, method, "3", str(busy_ones)], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)
    if random.random() < 0.5:
        expect(program.stdout.readline() == "3 workers\n", "three workers")
    time.sleep(random.random() * 0.01)
    (os.killpg if whole_group else os.kill)(program.pid, how)
    begin = time.monotonic()
    program.wait()
    while alive_in(program.pid) and time.monotonic() < begin + 10:
        time.sleep(0.0005)
    took = time.monotonic() - begin
    expect(took < (LIMIT if EACH else 10), f"{method}, {how.name}: gone after",
           f"{took:.3f} s")
    expect(program.returncode == -how, f"{method}: it ended by {how.name}")
    said = program.stderr.read()
    expect(said == "", f"{method}, {how.name}: no word of the workers", said)
    return took


def without_guard(method):
    ran = subprocess.run([NO_GUARD, method], text=True, timeout=60,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    shown = ran.stdout + ran.stderr
    expect(ran.returncode == 1, f"{method}: it fails", shown)
    expect("tandem::run_if_worker(argc, argv);" in ran.stderr,
           f"{method}: it says what to add", shown)
    expect("error: " in ran.stdout and "first line of main" in ran.stdout,
           f"{method}: the parent says so, too", shown)
    expect(ran.stdout.count("main runs") == 2,
           f"{method}: children start no children", shown)


def main():
    leave_ctrl_c_to_programs()
    for method in ("spawn", "forkserver"):
        without_guard(method)
    for how, whole_group in ((signal.SIGKILL, False), (signal.SIGTERM, False),
                             (signal.SIGINT, True)):
        times = [end_program(random.choice(("fork", "spawn", "forkserver")),
                             how, whole_group) for _ in range(ROUNDS)]
        median = sorted(times)[len(times) // 2]
        expect(median < LIMIT, f"{how.name}: most gone after", f"{median:.3f} s")
        print(f"{how.name}: {len(times)} times, workers gone after at most "
              f"{max(times) * 1000:.1f} ms, median {median * 1000:.1f} ms")
    sys.exit(exit_code())


main()

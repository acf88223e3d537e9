#!/usr/bin/env python3
"""Ctrl-C ends calls of `parallel` and of pools, with one message, and leaves
nobody behind:
parallel_interrupted.py ENDLESS [ROUNDS]

ENDLESS is a program that makes calls for ever; it gets SIGINT at random moments,
most often while it starts workers: alone, with its whole group as from a
terminal, or several at once. How long it and its workers take to be gone is
said and not judged: on a busy machine a process that is to end may have to wait
until it is its turn to run.
"""
import os
import random
import signal
import subprocess
import sys
import time

from session import alive_in, exit_code, expect, leave_ctrl_c_to_programs

ENDLESS = sys.argv[1]
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
SEED = int(os.environ.get("TANDEM_SEED", "2026"))
MESSAGE = "interrupted: the calls that were running are ended\n"
PATIENCE = 20


def interrupt(backend):
    """Interrupts ENDLESS; how long it took until all were gone."""
    program = subprocess.Popen([ENDLESS, backend], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)
    expect(program.stdout.readline() == "0 is there\n", f"{backend}: it began")
    to = random.choice((os.kill, os.killpg))
    signals = random.choice((1, 1, 1, 3))
    time.sleep(random.random() * 0.05)
    begin = time.monotonic()
    for _ in range(signals):
        to(program.pid, signal.SIGINT)
    how = f"{backend}, {to.__name__}, {signals} SIGINT"
    try:
        program.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        expect(False, f"{how}: it ends")
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    while alive_in(program.pid) and time.monotonic() < begin + PATIENCE:
        time.sleep(0.0005)
    took = time.monotonic() - begin
    left = alive_in(program.pid)
    expect(not left, f"{how}: nobody is left", left)
    for one in left:
        os.kill(one, signal.SIGKILL)
    expect(program.returncode == -signal.SIGINT, f"{how}: ended by SIGINT",
           program.returncode)
    said = program.stderr.read()
    expect(said == MESSAGE, f"{how}: one message", repr(said))
    program.stdout.close()
    program.stderr.close()
    return took


def main():
    leave_ctrl_c_to_programs()
    random.seed(SEED)
    print("TANDEM_SEED", SEED)
    times = {by: [] for by in ("loky", "multiprocessing", "threading", "pool",
                               "thread_pool")}
    for _ in range(ROUNDS):
        backend = random.choice(list(times))
        times[backend].append(interrupt(backend))
    for backend, took in times.items():
        if took:
            median = sorted(took)[len(took) // 2]
            print(f"{backend}: {len(took)} times, all gone after "
                  f"{median * 1000:.1f} ms (median), "
                  f"{max(took) * 1000:.1f} ms (worst)")
    sys.exit(exit_code())


main()

"""Three threads, twelve jobs, one lock: Python's own. (lesson 07)"""
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def compute(steps):
    total = 0
    for step in range(steps):
        total += step * step
    return total


def timed(what, action):
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:20} wall {wall * 1e3:6.1f} ms   CPU {cpu * 1e3:6.1f} ms   "
          f"CPU/wall {cpu / wall:.2f}")


jobs = [300_000] * 12
timed("one after the other", lambda: [compute(job) for job in jobs])
with ThreadPoolExecutor(3) as pool:
    timed("three threads", lambda: list(pool.map(compute, jobs)))
    print(f"{threading.active_count()} threads are alive, the main one included")
has_lock = getattr(sys, "_is_gil_enabled", lambda: True)()
print("This Python has the global lock:", "yes" if has_lock else "no")

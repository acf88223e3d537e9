"""Twelve jobs on three threads (lesson 05)"""
import hashlib
import logging
import sys
import time
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(level=logging.INFO, stream=sys.stdout,
                    format="process %(process)d  %(threadName)s  %(message)s")
BLOCK = bytes(10_000_000)


def job(i):
    logging.info("job %d begins", i)
    for _ in range(4):
        hashlib.sha256(BLOCK).digest()  # lets go of the interpreter's lock
    return i * i


def timed(what, action):
    wall, cpu = time.perf_counter(), time.process_time()
    assert action() == [i * i for i in range(12)]  # in order
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:20} wall {wall * 1e3:5.0f} ms   CPU {cpu * 1e3:5.0f} ms   "
          f"CPU/wall {cpu / wall:.2f}", flush=True)


timed("one after the other", lambda: list(map(job, range(12))))
with ThreadPoolExecutor(3) as pool:
    timed("3 threads", lambda: list(pool.map(job, range(12))))

"""Then why do Python threads help at all? (lesson 08)"""
import hashlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor

private_data = bytes(8_000_000)


def compute():
    total = 0
    for i in range(400_000):
        total += i * i


def run(what, job):
    with ThreadPoolExecutor(3) as threads:
        wall, cpu = time.perf_counter(), time.process_time()
        for result in [threads.submit(job) for _ in range(12)]:
            result.result()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:24} wall {wall * 1e3:6.1f} ms   CPU/wall {cpu / wall:.2f}")


run("12 sleeps of 40 ms", lambda: time.sleep(0.04))  # lets go
run("12 loops in Python", compute)  # keeps the lock
run("12 hashes of 8 MB", lambda: hashlib.sha256(private_data))  # lets go
print("Is there a lock?", getattr(sys, "_is_gil_enabled", lambda: True)())

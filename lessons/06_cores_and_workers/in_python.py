"""How many workers help? (lesson 06)"""
import math
import multiprocessing
import os
import pathlib
import time


def job(steps):
    return sum(i * i for i in range(steps))


if __name__ == "__main__":
    file = pathlib.Path("/sys/fs/cgroup/cpu.max")
    quota, *period = file.read_text().split() if file.exists() else ["max"]
    limits = {
        "logical": os.cpu_count(),
        "affinity": len(os.sched_getaffinity(0)),
        "quota": 0 if quota == "max" else math.ceil(int(quota) / int(*period)),
        "LOKY_MAX_CPU_COUNT": int(os.environ.get("LOKY_MAX_CPU_COUNT", 0))}
    usable = max(1, min(n for n in limits.values() if n))  # 0: no such limit
    print(*(f"{name} {n or '-'}" for name, n in limits.items()), sep=", ")
    for workers in sorted({1, usable, min(2 * usable, 8)}):
        with multiprocessing.Pool(workers) as pool:
            pool.map(job, [1] * workers, chunksize=1)  # all have started
            begin = time.perf_counter()
            pool.map(job, [150_000] * 12, chunksize=1)
            print(f"12 jobs on {workers} workers: "
                  f"{time.perf_counter() - begin:.3f} s")

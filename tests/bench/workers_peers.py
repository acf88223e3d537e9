"""Seconds that Python's workers take: per task of joblib's loky, one task a
message, and for the start, one task each and the end of two spawned workers."""
import multiprocessing
import statistics
import time

from joblib import Parallel, delayed

TASKS = 1000


def same(x):
    return x


def timed(action):
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def two_spawned():
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(same, [1, 2], chunksize=1)


if __name__ == "__main__":
    parallel = Parallel(n_jobs=2, backend="loky", batch_size=1)
    parallel(delayed(same)(i) for i in range(10))
    print(statistics.median(
        timed(lambda: parallel(delayed(same)(i) for i in range(TASKS))) / TASKS
        for _ in range(3)))
    print(statistics.median(timed(two_spawned) for _ in range(3)))

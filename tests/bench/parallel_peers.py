"""Seconds per trivial task, on two workers: joblib's threading, loky and
multiprocessing with batches of 1, Pool.map with chunks of 1, loky with batches
of 1000."""
import multiprocessing
import statistics
import time

from joblib import Parallel, delayed

TASKS = 1000


def same(x):
    return x


def per_task(run, count):
    def once():
        begin = time.perf_counter()
        run(count)
        return (time.perf_counter() - begin) / count

    once()  # workers that are kept start now
    return statistics.median(once() for _ in range(3))


def joblib(backend, size):
    with Parallel(n_jobs=2, backend=backend, batch_size=size) as parallel:
        return per_task(
            lambda n: parallel(delayed(same)(i) for i in range(n)), TASKS * min(size, 20))


if __name__ == "__main__":
    for backend in "threading", "loky", "multiprocessing":
        print(joblib(backend, 1))
    with multiprocessing.Pool(2) as pool:
        print(per_task(lambda n: pool.map(same, range(n), chunksize=1), TASKS))
    print(joblib("loky", 1000))

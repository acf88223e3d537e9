"""Parallel inside parallel: who runs what, on how many threads (lesson 20)"""
import os
import threading
import time

from joblib import Parallel, delayed, parallel_backend


def place(_):
    time.sleep(0.05)  # long enough for others to come
    return os.getpid(), threading.get_native_id()


def inner(i):
    return place(i), Parallel(n_jobs=2)(delayed(place)(k) for k in range(2))


def outer(_):
    return (os.getpid(), os.environ.get("OMP_NUM_THREADS"),
            Parallel(n_jobs=2)(delayed(inner)(i) for i in range(2)))


if __name__ == "__main__":
    for cap in None, 1:  # None: max(CPUs // n_jobs, 1)
        with parallel_backend("loky", inner_max_num_threads=cap):
            tasks = Parallel(n_jobs=2)(delayed(outer)(i) for i in range(2))
        for pid, openmp, calls in tasks:
            print("cap", cap, "process", pid, "OMP_NUM_THREADS", openmp,
                  "threads", len({mine for mine, _ in calls}), "then in place",
                  all(one == mine for mine, its in calls for one in its))

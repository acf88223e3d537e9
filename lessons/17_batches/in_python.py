"""What a batch size buys, and costs (lesson 17)"""
import os
import time

from joblib import Parallel, delayed


def work(seconds):
    time.sleep(seconds)
    return os.getpid()


def timed(parallel, spans):
    begin = time.perf_counter()
    workers = set(parallel(delayed(work)(span) for span in spans))
    return time.perf_counter() - begin, len(workers)


if __name__ == "__main__":
    for batch in 1, 10, 100, 1000:
        with Parallel(n_jobs=2, batch_size=batch, pre_dispatch="all") as both:
            timed(both, [0] * 2)  # starts the workers
            wall, _ = timed(both, [0] * 1000)
            few, workers = timed(both, [0.02] * 8)
        print(f"batch {batch:4}: {wall * 1e3:6.1f} us per tiny task; "
              f"8 long ones {few:.2f} s, workers that had some: {workers}")

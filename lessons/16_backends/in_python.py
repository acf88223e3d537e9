"""Three kinds of task, on threads and on processes (lesson 16)"""
import time

from joblib import Parallel, delayed


def compute(n):
    return sum(range(n))


def tiny(n):
    return n


if __name__ == "__main__":
    kinds = (compute, 2_000_000, 8), (time.sleep, 0.02, 8), (tiny, 1, 400)
    for backend in "sequential", "threading", "multiprocessing", "loky":
        with Parallel(n_jobs=2, backend=backend, batch_size=1) as parallel:
            parallel(delayed(tiny)(0) for _ in range(2))  # starts the workers
            for task, argument, calls in kinds:
                begin = time.perf_counter()
                parallel(delayed(task)(argument) for _ in range(calls))
                ms = 1000 * (time.perf_counter() - begin)
                print(f"{backend:16}{calls:4} x {task.__name__:8}{ms:7.1f} ms")
    try:
        Parallel(n_jobs=2, prefer="threading")
    except ValueError as error:
        print(error)

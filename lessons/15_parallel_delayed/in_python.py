"""Five sleeps on two workers, processes and threads (lesson 15)"""
import time

from joblib import Parallel, delayed


def sleep(seconds):
    time.sleep(seconds)
    return seconds


if __name__ == "__main__":
    spans = [0.05, 0.1, 0.15, 0.2, 0.25]
    call = delayed(sleep)(spans[0])  # calls nothing: a function, its arguments
    print("delayed makes", type(call).__name__, "of", call[0].__name__, call[1])
    begin = time.perf_counter()
    for span in spans:
        sleep(span)
    print(f"one after the other {time.perf_counter() - begin:.2f} s")
    for backend in "loky", "threading":
        with Parallel(n_jobs=2, backend=backend) as parallel:
            parallel(delayed(sleep)(0) for _ in spans)  # starts the workers
            begin = time.perf_counter()
            slept = parallel(delayed(sleep)(span) for span in spans)
            print(f"{backend:19} {time.perf_counter() - begin:.2f} s, "
                  f"in order: {slept == spans}")
